import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { read } from '../engines/reading/index.ts';
import { checkWithTrace, metadataFaults, unknownMetadata, type CheckedFile, type ParamValue } from '../engines/rulebook/index.ts';
import { Problem } from '../problem.ts';
import { openNotice, writeAnnotated } from './check-annotate.ts';
import { effects } from './check-notes.ts';
import type { explanationOf } from './check-explain.ts';
import { parse, usage, type Command, type Io } from './command.ts';
import { bounded, noticeText } from './notice-text.ts';
import { makeProgress } from './progress.ts';
import { chooseRulebook } from './rulebook-sets.ts';

export const command: Command = {
  name: 'check',
  summary: '对照规则看一份通知 · hold a notice against the rulebook',
  usage: [
    'qingdan check FILE… [--metadata FILE.json] [--rulebook ID] [--params FILE.json] [--parent FILE] [--against DIR] [--annotate OUT.docx] [--explain] [--json]',
    '',
    'Reads each notice (docx, pdf with text, txt, md, html, a zip of a notice and its tables; - for standard input) and says which rule it breaks, where, and what mends it.',
    '--metadata  what the text does not say: issuer, kind, plan and filing numbers …',
    '--rulebook  only this rulebook: cn-2024, us-pra (another country), or a YAML file or folder with rules of a place',
    '--params    other values for parameters of the rules, e.g. {"consult.min_workdays": 7}',
    '--parent    the notice that this one passes on: says what was added to it',
    '--against   a folder of demands in force: says what stands in one of them already, and what contradicts it',
    '--annotate  writes the notice back as a Word document with a comment at each place; a docx stays what it is otherwise',
    '--explain   prints the layers of the reading (each clause, what it is worth, and why) and of every rule why it spoke or was silent',
    'Exit code 1 when a finding refuses. Needs no server.',
  ].join('\n'),
  async run(args, io) {
    const { positionals, values, flags } = parse(args, {
      values: ['--metadata', '--rulebook', '--params', '--parent', '--against', '--annotate'],
      flags: ['--json', '--explain'],
    });
    if (positionals.length === 0) throw usage('要写一个或几个文件名，例如 qingdan check 通知.docx · name a file');
    const out = values['--annotate'];
    if (out !== undefined && positionals.length > 1) throw usage('--annotate 一次只写一份 · one notice at a time');
    // A misspelt id would find nothing and a misspelt plannedItem would refuse a planned check: both are said, not swallowed.
    const { sets, rulebook } = await chooseRulebook(values['--rulebook'] ?? null, io.cwd);
    const metadata = await objectIn(values['--metadata'], io);
    const faults = metadata === null ? [] : [...unknownMetadata(metadata), ...metadataFaults(metadata)];
    if (faults.length > 0) throw new Problem('input.invalid', { detail: `${values['--metadata'] ?? ''} 里有不对的`, fields: faults });
    const params = await objectIn(values['--params'], io);
    const above = values['--parent'];
    const parent = above === undefined ? null : read(await noticeText(above, io));
    const folder = values['--against'];
    // The engines that compare load only where there is something to compare with.
    const beside = above === undefined && folder === undefined ? null : await import('./check-beside.ts');
    const others =
      folder === undefined || beside === null
        ? null
        : await beside.demandsIn(resolve(io.cwd, folder), makeProgress(io, '读在办的要求 reading'));
    const judged = { sets: sets.map(({ compiled }) => compiled), params: (params ?? {}) as Record<string, ParamValue>, rulebook };
    const explained = flags.has('--explain') && !flags.has('--json');
    const files: CheckedFile[] = [];
    for (const file of positionals) {
      const opened = out === undefined ? null : await openNotice(file, io);
      const text = opened === null ? await noticeText(file, io) : bounded(opened.document.text, file);
      const { checked: alone, trace } = checkWithTrace(text, { file, metadata, explain: explained, ...judged });
      if (explained) io.stdout(await explanation(file, text, trace, judged.sets));
      const related = parent === null || beside === null ? alone : beside.besideParent(alone, parent, judged);
      const own = folder === undefined ? file : relative(resolve(io.cwd, folder), resolve(io.cwd, file));
      const checked = others === null || beside === null ? related : beside.besideOthers(related, own, others, judged);
      files.push(checked);
      if (opened !== null && out !== undefined) await writeAnnotated(opened, checked, out, io);
    }
    io.stdout(flags.has('--json') ? `${JSON.stringify({ files })}\n` : files.map(told).join('\n'));
    return files.some((file) => file.findings.some(({ effect, undecided }) => effect === 'refuse' && !undecided)) ? 1 : 0;
  },
};

function told({ file, reading, findings, cost, overlaps, feasibility }: CheckedFile): string {
  const decided = findings.filter((finding) => !finding.undecided);
  const lines = decided.flatMap(({ effect, message, quote, article, source, mend, rule }) => [
    `${effects[effect]}  ${message}`,
    ...(quote === '' ? [] : [`    “${quote}”`]),
    `    ${article} ${source} ${rule}`,
    ...(mend === null ? [] : [`    改法：${mend}`]),
  ]);
  const waiting = findings.length - decided.length;
  return [
    `${file}  ${reading.title ?? ''}`,
    ...(decided.length === 0 ? ['✓ 没有查出不合规的地方'] : lines),
    ...(waiting === 0 ? [] : [`还有${waiting}条要看登记才知道`]),
    ...overlaps.map((overlap) => `＝ ${overlap.message ?? overlap.kind}（${overlap.with}）`),
    ...(feasibility.message === null ? [] : [`⏱ ${feasibility.message}`]),
    `每个单位约${cost.minutesPerUnit}分钟`,
    '',
  ].join('\n');
}

async function explanation(...told: Parameters<typeof explanationOf>): Promise<string> {
  const { explanationOf } = await import('./check-explain.ts');
  return explanationOf(...told);
}

async function bytesOf(file: string, io: Io): Promise<Uint8Array> {
  if (file === '-') return io.stdin();
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (cause) {
    throw new Problem('input.unreadable', { detail: `打不开 ${file}，看看名字和位置对不对 · cannot open it`, cause });
  }
}

async function objectIn(file: string | undefined, io: Io): Promise<Record<string, unknown> | null> {
  if (file === undefined) return null;
  const text = new TextDecoder().decode(await bytesOf(file, io));
  try {
    const value: unknown = JSON.parse(text);
    if (value === null || (typeof value === 'object' && !Array.isArray(value))) return value as Record<string, unknown> | null;
  } catch {
    // falls through to the problem
  }
  throw new Problem('input.unreadable', { detail: `${file} 要是一个 JSON 对象 · must be a JSON object` });
}
