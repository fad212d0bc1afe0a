import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elementOf } from '../../engines/forms/index.ts';
import { rounded, type Bench } from './bench.ts';
import { templateOf, type Heading } from './fill-template.ts';
import { pause } from './load.ts';
import { cpuMs, peakRssMiB } from './machine.ts';
import { program } from './server.ts';

const numeric = new Set(['integer', 'decimal', 'money', 'area']);
const NAMES = ['张伟', '王秀英', '李娜', '欧阳建国', '刘洋', '陈静', '杨·买买提', '赵𠮷祥', '黄磊', '周敏'];

/** The whole of the command, from its start to the written file: fifty columns, a hundred records for each village of the measure. */
export const fill: Bench = async (print, { villages }) => {
  const records = villages * 100;
  const { template, headings } = templateOf(15);
  const folder = await mkdtemp(join(tmpdir(), 'qingdan-fill-'));
  try {
    const [form, register, out] = ['台账.xlsx', '人口.csv', '已填.xlsx'].map((name) => join(folder, name));
    if (form === undefined || register === undefined || out === undefined) return;
    await writeFile(form, template);
    await writeFile(register, registerText(headings, records));
    const { ms, cpu, peak } = await measured([program(), 'fill', form, '--from', register, '--period', '2025', '--accept', '-o', out]);
    const { size } = await stat(out);
    print({ bench: 'fill', columns: headings.length, rows: records, ms: rounded(ms, 0), cpuMs: cpu, peakRssMiB: peak, bytes: size });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function measured(args: readonly string[]): Promise<{ ms: number; cpu: number | null; peak: number | null }> {
  const begin = performance.now();
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  let [cpu, peak] = [cpuMs(pid), peakRssMiB(pid)];
  const ended = once(child, 'exit');
  while (child.exitCode === null && child.signalCode === null) {
    [cpu, peak] = [cpuMs(pid) ?? cpu, peakRssMiB(pid) ?? peak];
    await pause(10);
  }
  await ended;
  if (child.exitCode !== 0) throw new Error(`qingdan fill ended with ${child.exitCode ?? 'a signal'}`);
  return { ms: performance.now() - begin, cpu, peak };
}

/** Other values in every row, as people are: numbers of their own, names that repeat. */
function registerText(headings: readonly Heading[], records: number): string {
  const lines = [`unit.code,household.code,${headings.map(({ key }) => key).join(',')}`];
  for (let at = 0; at < records; at++) {
    const own = String(at).padStart(6, '0');
    const cells = headings.map(({ key }, column) => {
      if (key.endsWith('idNumber')) return `99012719${60 + (at % 40)}0101${own.slice(-3)}X`;
      if (/Account|Card|Cert|Number|phone|Phone/u.test(key)) return `1${own}${String(column).padStart(4, '0')}`;
      if (numeric.has(elementOf(key)?.type ?? 'text')) return String((at * 37 + column) % 90_000);
      if (key.endsWith('Date')) return `20${10 + (at % 15)}-0${1 + (at % 9)}-1${at % 10}`;
      if (key.endsWith('Year')) return String(1970 + (at % 50));
      return key.endsWith('ame') ? (NAMES[(at + column) % NAMES.length] ?? '') : `青石镇柳湾村${at % 997}号${column}`;
    });
    lines.push(`990127100201,${own},${cells.join(',')}`);
  }
  return lines.join('\n');
}
