import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import {
  fillForm,
  parsePeriod,
  presentUnderstanding,
  Registers,
  understand,
  type Filling,
  type Understanding,
} from '../engines/forms/index.ts';
import { patchTemplate, readWorkbookFile, type Workbook } from '../platform/office/index.ts';
import { Problem } from '../problem.ts';
import { parse, usage, type Command, type Io } from './command.ts';
import { describeFilling, presentFilling } from './fill-report.ts';
import { makeProgress } from './progress.ts';
import { readRegisters } from './registers.ts';

const help = `fill TEMPLATE --from FILE… [--unit CODE] [--period P] [--for WHO] [--accept] [-o OUT] [--explain] [--json]

读懂任何部门的表（xlsx、docx；旧的 xls 填好后另存为 xlsx），用台账（csv、xlsx）填上，样子不动；填不了的一格一格说明为什么。
Understands a form and fills it from registers; everything else in the file stays as it was. What is not held is listed, never guessed.

  --from FILE…   台账，一个或几个；表头用数据元的键（person.name）或中文名 · registers, columns in any order
  --unit CODE    12 位统计用区划代码；村、乡镇或县 · which unit
  --period P     YYYY、YYYY-MM 或 YYYY-Qn，时点是最后一天 · the last day counts
  --for WHO      登记卡填给谁：身份证号、户编号或（不重名的）姓名 · whom a card is about
  --accept       没有十分把握的列也填（信心 0.5 至 0.85）· also fills what is only proposed
  -o OUT         填好的文件，不写就叫“原名-已填” · where the filled file goes
  --explain      逐列说明填的什么、从哪里来、有几分把握 · where every value comes from
`;

export const command: Command = {
  name: 'fill',
  summary: '用台账填任何部门的表 · fills a form from registers',
  usage: help,
  run,
};

async function run(args: readonly string[], io: Io): Promise<number> {
  const { files, rest } = takeFiles(args);
  const { positionals, values, flags } = parse(rest, {
    values: ['--unit', '--period', '--for', '-o', '--out'],
    flags: ['--json', '--explain', '--accept'],
  });
  const [template, ...more] = positionals;
  if (template === undefined) throw usage('先写要填的表，例如 qingdan fill 花名册.xlsx --from 人口.csv · name the template first');
  if (more.length > 0) throw usage(`一次填一张表，多写了 ${more[0] ?? ''} · one template at a time`);
  if (files.length === 0) throw usage('要用 --from 写台账，例如 --from 人口.csv 农户.csv · name the registers');
  const period = periodOf(values['--period']);
  const source = resolve(io.cwd, template);
  const out = outFile(source, values['-o'] ?? values['--out'], io.cwd);
  const book = await readWorkbookFile(source);
  const progress = makeProgress(io, '填表 filling');
  progress.show('读台账 reading registers');
  const registers = new Registers(await readRegisters(files.map((file) => resolve(io.cwd, file))));
  const unit = unitOf(values['--unit'], registers);
  const understanding = understand(book.sheets, { fileName: basename(source) });
  progress.show('填 filling');
  const filling = fillForm(understanding, book.sheets, registers, {
    unit,
    period,
    accept: flags.has('--accept'),
    record: values['--for'] ?? null,
    fileName: basename(source),
  });
  await save(source, out, filling, book);
  progress.end();
  report({ io, out, filling, understanding, flags, old: extname(source).toLowerCase() === '.xls' });
  return 0;
}

/** `--from A B C` takes every name up to the next option. */
function takeFiles(args: readonly string[]): { files: string[]; rest: string[] } {
  const files: string[] = [];
  const rest: string[] = [];
  let taking = false;
  for (const arg of args) {
    if (arg === '--from') taking = true;
    else if (arg.startsWith('--from=')) files.push(arg.slice('--from='.length));
    else if (arg.startsWith('-') && arg !== '-') {
      taking = false;
      rest.push(arg);
    } else (taking ? files : rest).push(arg);
  }
  return { files, rest };
}

function periodOf(text: string | undefined): ReturnType<typeof parsePeriod> {
  if (text === undefined) return null;
  const period = parsePeriod(text);
  if (period === null) throw usage(`--period ${text} 看不懂，要写 2025、2025-06 或 2025-Q3 · YYYY, YYYY-MM or YYYY-Qn`);
  return period;
}

function unitOf(text: string | undefined, registers: Registers): string | null {
  const units = registers.units();
  if (text === undefined) {
    if (units.length > 1)
      throw usage(`台账里有${units.length}个单位，要用 --unit 说填哪一个，例如 --unit ${units[0] ?? ''} · name the unit`);
    return units[0] ?? null;
  }
  if (!/^\d{12}$/u.test(text)) throw usage(`--unit ${text} 不是12位区划代码 · not a 12-digit code`);
  return text;
}

function outFile(source: string, wanted: string | undefined, cwd: string): string {
  const extension = extname(source).toLowerCase() === '.xls' ? '.xlsx' : extname(source);
  const out = wanted === undefined ? join(cwd, `${basename(source, extname(source))}-已填${extension}`) : resolve(cwd, wanted);
  if (out === source) throw usage('填好的文件不能盖掉原来的表，请用 -o 写另一个名字 · the template itself is never overwritten');
  return out;
}

async function save(source: string, out: string, filling: Filling, book: Workbook): Promise<void> {
  const filled = patchTemplate(await readFile(source), basename(source), filling.sheets, book);
  try {
    await writeFile(out, filled);
  } catch (cause) {
    throw new Problem('input.unreadable', { detail: `写不了《${basename(out)}》，请看看文件夹在不在、文件是不是正开着。`, cause });
  }
}

interface Told {
  readonly io: Io;
  readonly out: string;
  readonly filling: Filling;
  readonly understanding: Understanding;
  readonly flags: ReadonlySet<string>;
  readonly old: boolean;
}

function report({ io, out, filling, understanding, flags, old }: Told): void {
  if (old) io.stderr('旧的 .xls 读得了、写不了：填好的另存为 .xlsx。 The old .xls is answered as .xlsx.\n');
  if (flags.has('--json')) io.stdout(`${JSON.stringify({ ...presentUnderstanding(understanding), ...presentFilling(filling), out })}\n`);
  else io.stdout(describeFilling(filling, basename(out), flags.has('--explain')));
}
