import { normalise } from '../reading/index.ts';

/** Runs shorter than this are phrases that everybody uses. */
const RUN = 8;

const bare = (text: string): string => normalise(text).text.replaceAll(/\s/gu, '');

/** Share of the child's characters that stand in runs of at least 8 which the parent has too. */
export function similarityOf(parent: string, child: string): number {
  const text = bare(child);
  if (text.length === 0) return 0;
  const known = runsOf(bare(parent));
  let copied = 0;
  let until = 0;
  for (let at = 0; at + RUN <= text.length; at += 1) {
    if (!known.has(text.slice(at, at + RUN))) continue;
    copied += at + RUN - Math.max(at, until);
    until = at + RUN;
  }
  return Math.round((copied / text.length) * 10_000) / 10_000;
}

function runsOf(text: string): ReadonlySet<string> {
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= text.length; at += 1) runs.add(text.slice(at, at + RUN));
  return runs;
}
