import { configOf } from '../config.ts';
import { pastJudgements, type TitledHistory } from '../nouns/demands/index.ts';
import { historyPages, replayHistory, type HistoryReplayed } from '../nouns/conduct/index.ts';
import { inSlices, replayOne, type PastJudgement, type Replayed, type Slice } from '../nouns/rules/index.ts';
import { listUnits } from '../nouns/units/index.ts';
import type { Db } from '../platform/db/index.ts';
import type { Io } from './command.ts';
import { expectInstallation, withDatabase } from './installation.ts';

const words = {
  differs: '结果不同 differs',
  tampered: '存的和当时查出的对不上 is not what was found',
  unknown: '当时没有留下用的哪版规则 rules not kept',
} as const;

type Found = Replayed | HistoryReplayed;

/** Every judgement of the installation again, of texts and of what came before them, by the rules of its day. @returns 1 where one differs or was changed afterwards */
export async function replay(data: string | undefined, asJson: boolean, io: Io): Promise<number> {
  const config = configOf(io.env, { data }, io.cwd);
  expectInstallation(config);
  const { seen, found } = await withDatabase(config, ({ db }) => replayAll(db));
  if (asJson) io.stdout(`${JSON.stringify({ judgements: seen, same: seen - found.length, found })}\n`);
  else {
    for (const one of found)
      io.stdout(`✗ ${one.demand}${placeOf(one)}  ${one.title}：${words[one.what]} ${one.day ?? ''} ${one.program ?? ''}\n`);
    io.stdout(`${seen - found.length} same, ${found.length} other\n`);
  }
  return found.some(({ what }) => what !== 'unknown') ? 1 : 0;
}

function placeOf(one: Found): string {
  return 'nth' in one ? ` 第${one.nth}步 act ${one.nth}` : `#${one.draftVersion}`;
}

async function replayAll(db: Db): Promise<{ readonly seen: number; readonly found: readonly Found[] }> {
  const found: Found[] = [];
  let seen = 0;
  const walk = async (slice: (after: readonly string[] | null) => Promise<Slice<Found>>): Promise<void> => {
    for (let after: readonly string[] | null = null, more = true; more;) {
      const one = await slice(after);
      seen += one.seen;
      found.push(...one.found);
      after = one.next;
      more = after !== null;
    }
  };
  for (const county of await gates(db)) {
    await walk((after) =>
      inSlices<PastJudgement, Found>(
        (from, limit) => pastJudgements.judged(db, county, from, limit),
        after,
        (past) => replayOne(db, county, past),
      ),
    );
    await walk((after) =>
      inSlices<TitledHistory & Keyed, Found>(
        (from, limit) => historyPages(db, county, from, limit),
        after,
        (kept) => replayHistory(db, county, kept),
      ),
    );
  }
  return { seen, found };
}

interface Keyed {
  readonly key: readonly string[];
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
