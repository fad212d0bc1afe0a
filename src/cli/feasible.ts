import { dateParts } from '../base/dates.ts';
import { cost } from '../engines/costing/index.ts';
import { feasible, type Feasibility, type Step } from '../engines/feasibility/index.ts';
import { read } from '../engines/reading/index.ts';
import { parse, usage, type Command } from './command.ts';
import { noticeText } from './notice-text.ts';

export const command: Command = {
  name: 'feasible',
  summary: '期限来不来得及 · earliest possible date against the deadline',
  usage: [
    'qingdan feasible FILE [--start DATE] [--json]',
    '',
    '按法定程序的最短时间、层层转发和要做的活，推算最早哪天办得完（- 读标准输入）。',
    'Adds up the lawful least times of the procedures that a notice orders, passing down the levels and the work itself, over the workday',
    'calendar, and says which step makes the deadline impossible. --start: when it can begin; by default the date of the notice.',
    'Lawful times are recalled from the articles named and are shown as estimates. Needs no server.',
  ].join('\n'),
  async run(args, io) {
    const { positionals, values, flags } = parse(args, { values: ['--start'], flags: ['--json'] });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw usage('要写一个文件名，例如 qingdan feasible 通知.docx · name one file');
    const start = values['--start'] ?? null;
    if (start !== null && (start.length !== 10 || dateParts(start) === null))
      throw usage(`--start 要写成 2026-01-31 这样，不是 ${start} · not a date`);
    const text = await noticeText(file, io);
    const reading = read(text, { sentAt: start });
    const result = feasible(reading, { start, minutes: cost({ reading }).low });
    io.stdout(flags.has('--json') ? `${JSON.stringify({ file, ...result })}\n` : told(result));
    return 0;
  },
};

const line = ({ name, days, unit, from, to, law }: Step): string =>
  `  ${from ?? '?'} → ${to ?? '?'}  ${name}${days === null ? '（没有法定最短时间）' : `（${days}${unit === 'day' ? '天' : '个工作日'}）`}  ${law}`;

function told({ earliest, deadline, possible, criticalPath, beside, message }: Feasibility): string {
  return [
    `最早：${earliest ?? '算不出'}　期限：${deadline ?? '没有写'}`,
    message ?? (possible === true ? '✓ 来得及' : '没有能推算的程序，或者缺日期'),
    ...criticalPath.map(line),
    ...(beside.length === 0 ? [] : ['同时要走的：', ...beside.map(line)]),
    '法定时间是按条文名称推算的，不是条文；请法制机构核对。',
    '',
  ].join('\n');
}
