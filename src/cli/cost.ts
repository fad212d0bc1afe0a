import { cost, demoTariff } from '../engines/costing/index.ts';
import { read } from '../engines/reading/index.ts';
import { noticeText } from './notice-text.ts';
import { parse, usage, type Command } from './command.ts';

const help = `cost FILE [--json]

按标准成本法估一份通知要每个单位花多少分钟（- 读标准输入）。
Estimates the minutes that a notice (docx, pdf with text, txt, md, html, zip; - for stdin) costs each unit, by the standard cost model.
`;

export const command: Command = {
  name: 'cost',
  summary: '一份通知要花多少分钟 · minutes by the standard cost model',
  usage: help,
  async run(args, io) {
    const { positionals, flags } = parse(args, { flags: ['--json'] });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw usage('要写一个文件名，例如 qingdan cost 通知.docx · name one file');
    const text = await noticeText(file, io);
    const result = cost({ reading: read(text) });
    if (flags.has('--json')) {
      io.stdout(`${JSON.stringify({ file, ...result })}\n`);
      return 0;
    }
    io.stdout(
      `每个单位约${result.minutesPerUnit.toLocaleString('en-US')}分钟（${result.low.toLocaleString('en-US')}–${result.high.toLocaleString('en-US')}）\n`,
    );
    for (const line of result.lines) io.stdout(`  ${String(line.minutes).padStart(6)}  ${line.why}\n`);
    io.stdout(`按${demoTariff.name}估，是项目估计，不是实测。\n`);
    return 0;
  },
};
