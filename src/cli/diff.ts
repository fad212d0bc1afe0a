import { diff, type AddOnKind, type Comparison } from '../engines/lineage/index.ts';
import { noticeText } from './notice-text.ts';
import { parse, usage, type Command } from './command.ts';

export const command: Command = {
  name: 'diff',
  summary: '下级通知比上级多要了什么 · what a child demand adds to its parent',
  usage: [
    'qingdan diff PARENT CHILD [--json]',
    '',
    '拿下级的通知对照上级的，逐条说出加了什么码；一个文件可以写成 -，从标准输入读。',
    'Compares two notices (docx, txt, md, html; - for standard input): indicators, fields, frequency, deadlines, audience, evidence,',
    'wording, meetings, length and scope that the lower level added. A faithful relay gives nothing.',
    'Exit code 0 also when add-ons are found. Needs no server.',
  ].join('\n'),
  async run(args, io) {
    const { positionals, flags } = parse(args, { flags: ['--json'] });
    const [above, below, ...more] = positionals;
    if (above === undefined || below === undefined || more.length > 0 || (above === '-' && below === '-'))
      throw usage('要写两个文件名，先上级后下级，例如 qingdan diff 市局.docx 县局.docx · name the parent, then the child');
    const { addOns, similarity } = diff(await noticeText(above, io), await noticeText(below, io));
    io.stdout(flags.has('--json') ? `${JSON.stringify({ addOns, similarity })}\n` : told({ addOns, similarity }));
    return 0;
  },
};

const names: Readonly<Record<AddOnKind, string>> = {
  indicator: '指标',
  field: '栏目',
  frequency: '频次',
  deadline: '期限',
  audience: '人员',
  evidence: '佐证',
  wording: '措辞',
  meeting: '会议',
  length: '篇幅',
  scope: '范围',
};

function told({ addOns, similarity }: Comparison): string {
  const lines = addOns.flatMap(({ kind, message, parent, child }) => [
    `＋ ${names[kind]}  ${message}`,
    `    上级：${parent === null ? '没有提' : `“${oneLine(parent)}”`}`,
    `    下级：“${oneLine(child)}”`,
  ]);
  return [
    ...(addOns.length === 0 ? ['✓ 没有加码'] : [`加了${addOns.length}处`, ...lines]),
    `照抄上级的字占${Math.round(similarity * 100)}%`,
    '',
  ].join('\n');
}

const oneLine = (quote: string): string => quote.replaceAll(/\s+/gu, ' ').trim();
