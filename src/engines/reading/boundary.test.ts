import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPhrases, read } from './index.ts';
import type { PressureKind } from './reading.ts';

const notice = (words: string, issuer = '云溪县民政局', to = '各乡镇人民政府'): string =>
  `关于做好有关工作的通知\n${to}：\n${words}\n${issuer}\n2026年3月2日`;
const asksOf = (words: string, to?: string): string[] =>
  [...new Set(read(notice(words, undefined, to)).asks.map((ask) => ask.kind))].sort();
const pressuresOf = (words: string): string[] => [...new Set(read(notice(words)).pressures.map((pressure) => pressure.kind))].sort();

describe('boundary cases', () => {
  it.each<[string, string[], string[]]>([
    ['各单位不得要求村级填表、拍照、打卡。', [], []],
    ['取消月排名，改为年度汇总。', [], []],
    ['各村不得迟于25日报送情况。', ['report'], []],
    ['未按时报送的，予以通报。', [], ['notice']],
    ['县局已成立专班。', [], []],
    ['各镇参照成立专班。', ['taskforce'], []],
    ['如遇险情立即撤离并报告。', [], []],
    ['请转发至各村知晓。', ['relay'], []],
    ['请转发朋友圈。', ['share'], []],
    ['企业应当建立台账。', [], []],
    ['邀请镇主要领导出席会议。', ['meeting'], ['principal']],
    ['调研组自带干粮、不要陪同。', [], []],
    ['自愿报名，额满为止。', [], []],
    ['《村干部考核办法》已废止。', [], []],
    ['通报表扬先进村，名次附后。', [], ['notice', 'ranking']],
    ['检查发现的问题由县局自行整改。', [], []],
    ['采取“四不两直”方式到各镇暗访。', ['inspection'], []],
    ['拍照上传并建立台账。', ['ledger', 'photo'], []],
    ['调研反映，“有的村要求户户签字”，群众有意见。', [], []],
    ['请各村建立台账，自行保存，无需上报。', ['ledger'], []],
    ['在不再报纸质表的同时，改为每月在平台填报。', ['form'], ['frequentReport']],
    ['对隐瞒不报的企业依法处罚。', [], []],
  ])('%s', (words, asks, pressures) => {
    expect(asksOf(words)).toEqual(asks);
    expect(pressuresOf(words)).toEqual(pressures);
  });

  it('a quota makes the voluntary a demand', () => {
    expect(asksOf('自愿参加培训，每镇不少于5人。')).toContain('meeting');
    expect(asksOf('镇里督促企业建立台账。')).toContain('relay');
    expect(pressuresOf('无此情况的也请报“无”。')).toContain('zeroReport');
  });
});

const pressing: readonly (readonly [PressureKind, readonly string[]])[] = [
  ['veto', ['对完不成任务的实行一票否决。', '未达标的取消年度评优资格。', '发生火情的村一律取消评先资格。']],
  ['ranking', ['每月对各镇进行排名。', '建立红黑榜。', '前三名和后三名予以公布。', '完成情况按得分高低排出位次。', '进度定期晾晒。']],
  ['notice', ['对工作滞后的乡镇进行通报。', '逾期未报的将点名批评。', '问题突出的公开曝光。', '对表现突出的给予通报表扬。']],
  ['assessment', ['完成情况纳入年度考核。', '结果与绩效挂钩。', '作为评优评先的重要依据。', '每少一篇扣2分。', '计入目标管理考核得分。']],
  [
    'accountability',
    ['对工作不力的严肃追责。', '造成后果的依纪依规追究责任。', '将对主要负责人进行约谈。', '哪个村出了问题由谁负责。', '谁出事谁负责。'],
  ],
  ['absolute', ['确保宣传全覆盖。', '不漏一户一人。', '完成率达到100%。', '做到每家每户见面。', '确保零火点。', '应录尽录。']],
  ['zeroReport', ['实行零报告制度。', '没有情况也要报。', '没有的填“无”也要报。']],
  ['frequentReport', ['每日17时前报送进度。', '实行周报制度，每周五报送情况。', '每月25日前上报统计表。', '每旬报送一次进展情况。']],
  [
    'principal',
    ['各单位主要负责同志要亲自抓。', '请一把手签字后报送。', '由村支部书记带队走访。', '请书记、镇长参加会议。', '参会人员不得请假。'],
  ],
  ['rush', ['请于3月4日前报送名单。', '今天下班前报送名单。', '立即上报名单。', '明早9点前报数。']],
];

describe('pressures', () => {
  for (const [kind, sentences] of pressing) {
    it.each(sentences)(`${kind}: %s`, (words) => {
      expect(pressuresOf(words)).toContain(kind);
    });
  }
  it.each([
    '取消排名。',
    '不得通报批评。',
    '名单按姓氏笔画排序。',
    '有关情况在情况通报会上介绍。',
    '务必做到家喻户晓。',
    '请及时报送名单。',
    '无需零报告。',
    '每季度报送一次进度。',
    '加盖公章后报送。',
    '如遇险情立即撤离。',
  ])('no pressure: %s', (words) => {
    expect(pressuresOf(words)).toEqual([]);
  });
});

describe('properties', () => {
  const sentences = [
    '请报送工作总结',
    '填报附件1',
    '组织开展自查',
    '建立工作台账',
    '悬挂宣传横幅',
    '转发朋友圈',
    '逐户走访',
    '签订承诺书',
    '上传现场照片',
  ];
  const background = [
    '近年来，我县粮食生产稳步发展。',
    '春耕备耕正当其时。',
    '为深入贯彻上级精神，推动工作落实，现将有关事项通知如下。',
    '该项工作关系群众切身利益。',
  ];

  it('a ban silences an ask', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sentences),
        fc.constantFrom('不得要求各村', '严禁要求各村', '不再要求各村', '无需'),
        (sentence, ban) => {
          expect(read(notice(`${ban}${sentence.replace('请', '')}。`)).asks).toEqual([]);
        },
      ),
    );
  });

  it('background adds nothing', () => {
    fc.assert(
      fc.property(fc.subarray(sentences, { minLength: 1 }), fc.constantFrom(...background), (chosen, prose) => {
        const plain = `${chosen.join('。')}。`;
        expect(asksOf(prose + plain)).toEqual(asksOf(plain));
      }),
    );
  });

  it('every quotation selects its own words, on any text', () => {
    const pieces = fc.constantFrom(
      ...sentences,
      '。',
      '，',
      '\n',
      '《',
      '》',
      '“',
      '”',
      '（',
      '不得',
      '如',
      '3月5日前',
      '每周',
      '各村',
      '\u200b',
      '\r\n',
      '　',
      '２０２６',
      '𠮷',
      '無需',
      '附件：',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (text) => {
          const reading = read(text);
          const all = [
            ...reading.asks,
            ...reading.pressures,
            ...reading.deadlines,
            ...reading.clauses,
            ...reading.durations,
            ...reading.quantities,
            ...reading.citations,
            ...reading.asks.map((ask) => ask.sentence),
            ...reading.remarks.map((remark) => remark.quotation),
          ];
          if (reading.addressees) all.push(reading.addressees);
          for (const one of all) expect(text.slice(one.start, one.end)).toBe(one.quote);
          expect(read(text)).toEqual(reading);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  it('work grows with the text, not with its square', () => {
    const long = [
      '请报送总结，'.repeat(40_000),
      '（'.repeat(200_000),
      '《'.repeat(200_000),
      '各村'.repeat(100_000),
      '不得'.repeat(100_000),
      '12'.repeat(100_000),
      `各乡镇：\n${'请于5日前报送名单。'.repeat(20_000)}`,
    ];
    for (const text of long) expect(read(text).text.length).toBe(text.length);
  }, 60_000);

  it('finds phrases in binding clauses only', () => {
    const reading = read(notice('不得打卡。请每日签到打卡。如有缺勤，打卡补录。'));
    expect(findPhrases(reading, ['打卡', '签到打卡']).map((found) => found.phrase)).toEqual(['签到打卡']);
    expect(findPhrases(reading, ['打卡'], { status: 'any' })).toHaveLength(3);
    expect(findPhrases(reading, ['打卡'], { status: ['negated', 'released'] })).toHaveLength(1);
  });
});
