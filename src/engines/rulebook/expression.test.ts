import { describe, expect, it } from 'vitest';
import { compiledRulebooks } from './compiled.ts';
import { countryOf } from './countries/index.ts';
import { demandOf } from './demand.ts';
import { createCompiler } from './environment.ts';
import { compileMark } from './marks.ts';
import { setTimes } from './times.ts';
import { NoticeView } from './view.ts';

const country = countryOf('cn');
const compiler = createCompiler();
const shared = Object.entries(compiledRulebooks.marks).map(
  ([name, mark]) => [name, compileMark(mark, compiledRulebooks.words, country)] as const,
);

const bodies = [
  '请各村于11月18日前填报台账，拍照上传，每天报送，未按时报送的予以通报。',
  '定于11月20日召开推进会，请党政主要负责同志参加，设分会场，会期两天，分组讨论。',
  '12月上旬县督查组到各镇检查，翻阅会议记录，随机抽查四个村，按得分排名，末位约谈。',
  '各乡镇成立领导小组，抽调两名骨干到县专班工作半年，签订责任书，实行一票否决。',
  '自即日起取消周报、月报，不再要求村级填表。',
  '请于3月10日前完成项目招标、土地征收和房屋征收签约，每周五报送进度。',
];

const viewOf = (body: string, date: string): NoticeView => {
  const text = `青禾县民政局\n关于做好有关工作的通知\n青民发〔2026〕3号\n\n各乡镇人民政府：\n${body}\n青禾县民政局\n${date}\n`;
  const reading = country.read(text, { sentAt: null });
  const demand = demandOf(reading, {}, country);
  setTimes(demand, reading, null, country);
  return new NoticeView(reading, demand, country, undefined);
};

const views = bodies.flatMap((body) => [viewOf(body, '2026年11月16日'), viewOf(body, '2025年3月2日')]);

const expressions = compiledRulebooks.rulebooks.flatMap(({ rules }) =>
  rules.flatMap((rule) => {
    const conditions = [...rule.exceptions, ...rule.grades].map(({ when }) => when);
    return [rule.applies, rule.when, rule.undecidedWhen, ...conditions].flatMap((source) => (source === null ? [] : [{ rule, source }]));
  }),
);

describe('closures of expressions', () => {
  it('say of every notice what the library says, set parameters and missing ones alike', () => {
    const differences: string[] = [];
    for (const { rule, source } of expressions) {
      const marks = new Map([
        ...shared,
        ...Object.entries(rule.marks).map(([name, mark]) => [name, compileMark(mark, compiledRulebooks.words, country)] as const),
      ]);
      const [fast, slow] = [compiler.compile(source), compiler.interpret(source)];
      for (const view of views)
        for (const set of [true, false]) {
          view.use(marks, new Map(Object.entries(rule.params).map(([name, { default: value }]) => [name, set ? value : null])));
          compiler.look(view);
          if (fast() !== slow()) differences.push(`${rule.id}: ${source}`);
        }
    }
    expect(expressions.length).toBeGreaterThan(400);
    expect(differences).toEqual([]);
  });

  it('cover every expression of the rulebooks, so that the library walks none', () => {
    expect(expressions.filter(({ source }) => !compiler.isClosed(source)).map(({ source }) => source)).toEqual([]);
  });

  it.each(['demand.issuer + "x" == "x"', 'demand.issuer < "x"', 'demand.kinds.exists(k, k == "form")', 'size(demand.kinds) > 1'])(
    'leave to the library: %s',
    (source) => {
      expect(compiler.isClosed(source)).toBe(false);
      compiler.look(viewOf(bodies[0] ?? '', '2026年11月16日'));
      expect(compiler.compile(source)()).toBe(compiler.interpret(source)());
    },
  );
});
