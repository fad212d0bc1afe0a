import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { understand } from '../../engines/forms/index.ts';
import { readTables } from '../../platform/office/read/index.ts';
import { rounded, type Bench } from './bench.ts';
import { templateOf } from './fill-template.ts';
import { quantile } from './load.ts';

const NAME = '台账.xlsx';

/** Bytes of a styled template to the meaning of each of its fifty columns, in one process, warm: the gate is passed anew every time. */
export const map: Bench = async (print, { seconds }) => {
  const { template, headings } = templateOf(15);
  // Other headings each time, so that nothing can be remembered from the run before.
  const parts = unzipSync(template);
  const sheet = 'xl/worksheets/sheet1.xml';
  const text = strFromU8(parts[sheet] ?? new Uint8Array());
  const variant = (nth: number): Uint8Array => zipSync({ ...parts, [sheet]: strToU8(text.replace('柳湾村', `柳湾${nth}村`)) });
  let understood = 0;
  let nth = 0;
  const run = (): number => {
    const bytes = variant(nth++);
    const begin = performance.now();
    const { sheets } = readTables(bytes, NAME);
    const { tables } = understand(sheets, { fileName: NAME });
    understood = tables.reduce((sum, { columns }) => sum + columns.filter(({ element }) => element !== null).length, 0);
    return performance.now() - begin;
  };
  const first = run();
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  do times.push(run());
  while (performance.now() < until);
  times.sort((a, b) => a - b);
  print({
    bench: 'map', columns: headings.length, understood, ms: rounded(quantile(times, 0.5), 2), p99: rounded(quantile(times, 0.99), 2), firstMs: rounded(first, 1),
    perSecond: rounded(times.length / (times.reduce((sum, ms) => sum + ms, 0) / 1000), 1),
  }); // prettier-ignore
};
