import { configOf } from '../config.ts';
import { pastJudgements } from '../nouns/demands/index.ts';
import { inSlices, replayOne, type Replayed } from '../nouns/rules/index.ts';
import { listUnits } from '../nouns/units/index.ts';
import type { Db } from '../platform/db/index.ts';
import type { Io } from './command.ts';
import { expectInstallation, withDatabase } from './installation.ts';

const words = {
  differs: '结果不同 differs',
  tampered: '存的和当时查出的对不上 is not what was found',
  unknown: '当时没有留下用的哪版规则 rules not kept',
} as const;

/** Every judgement of the installation again, by the rules of its day. @returns 1 where one differs or was changed afterwards */
export async function replay(data: string | undefined, asJson: boolean, io: Io): Promise<number> {
  const config = configOf(io.env, { data }, io.cwd);
  expectInstallation(config);
  const { seen, found } = await withDatabase(config, ({ db }) => replayAll(db));
  if (asJson) io.stdout(`${JSON.stringify({ judgements: seen, same: seen - found.length, found })}\n`);
  else {
    for (const one of found)
      io.stdout(`✗ ${one.demand}#${one.draftVersion}  ${one.title}：${words[one.what]} ${one.day ?? ''} ${one.program ?? ''}\n`);
    io.stdout(`${seen - found.length} same, ${found.length} other\n`);
  }
  return found.some(({ what }) => what !== 'unknown') ? 1 : 0;
}

async function replayAll(db: Db): Promise<{ readonly seen: number; readonly found: readonly Replayed[] }> {
  const found: Replayed[] = [];
  let seen = 0;
  for (const county of await gates(db)) {
    let after: readonly string[] | null = null;
    do {
      const slice: { seen: number; found: readonly Replayed[]; next: readonly string[] | null } = await inSlices(
        (from, limit) => pastJudgements.judged(db, county, from, limit),
        after,
        (past) => replayOne(db, county, past),
      );
      seen += slice.seen;
      found.push(...slice.found);
      after = slice.next;
    } while (after !== null);
  }
  return { seen, found };
}

/** Every place that may have a gate of its own: the county's code, also of a city and a province. */
async function gates(db: Db): Promise<string[]> {
  const places: string[] = [];
  for (const level of ['province', 'city', 'county'] as const) {
    const units = await listUnits(db, { under: null, level, text: null, after: null, limit: 10_000, on: null });
    places.push(...units.map(({ code }) => code.slice(0, 6)));
  }
  return places;
}
