import { TextIndex } from '../../engines/overlap/index.ts';
import { rounded, type Bench } from './bench.ts';
import { quantile } from './load.ts';
import { rssMiB } from './machine.ts';
import { papersOf } from './papers.ts';

/** One edited copy looked up among all demands in force, one after the other, in one process. */
export const overlap: Bench = async (print, { seconds }) => {
  const demands = seconds < 1 ? 2000 : 100_000;
  const lookups = seconds < 1 ? 100 : 1000;
  const papers = papersOf(20_260_901);
  const index = new TextIndex();
  const originals: { readonly id: string; readonly text: string }[] = [];
  let building = 0;
  for (let nth = 0; nth < demands; nth += 1) {
    const text = papers.next();
    if (nth % Math.floor(demands / lookups) === 0) originals.push({ id: String(nth), text });
    const begin = performance.now();
    index.add(String(nth), text);
    building += performance.now() - begin;
  }
  for (const percent of [0, 5]) {
    const copies = originals.map(({ id, text }) => ({ id, text: papers.edited(text, percent) }));
    for (const { text } of copies.slice(0, 50)) index.find(text);
    const times: number[] = [];
    let found = 0;
    let alone = 0;
    const cpu = process.cpuUsage();
    for (const { id, text } of copies) {
      const begin = performance.now();
      const matches = index.find(text);
      times.push(performance.now() - begin);
      if (matches[0]?.id === id) found += 1;
      if (matches.length === 1) alone += 1;
    }
    const { user, system } = process.cpuUsage(cpu);
    const strangers = copies.map(() => index.find(papers.next())).filter((matches) => matches.length > 0).length;
    times.sort((a, b) => a - b);
    print({
      bench: 'overlap',
      demands,
      editedPercent: percent,
      ms: rounded(quantile(times, 0.5), 3),
      p99: rounded(quantile(times, 0.99), 3),
      cpuMs: rounded((user + system) / 1000 / copies.length, 3),
      recall: rounded(found / copies.length, 4),
      aloneShare: rounded(alone / copies.length, 4),
      falseShare: rounded(strangers / copies.length, 4),
      addMs: rounded(building / demands, 3),
      rssMiB: rssMiB(process.pid),
    });
  }
};
