import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import { toldUnder } from '../conduct/index.ts';
import { findActs, findDraft, overrideOf } from '../demands/index.ts';

export interface PublicDemand {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly organ: string;
  readonly county: string;
  readonly units: number;
  readonly minutes: { readonly low: number; readonly high: number };
  readonly admittedAt: Date;
  readonly deadline: Date;
  readonly expiresAt: Date;
  readonly withdrawn: boolean;
  readonly findings: readonly {
    readonly rule: string;
    readonly effect: string;
    readonly message: string;
    readonly source: string;
    readonly reason: string | null;
  }[];
  readonly override: ReturnType<typeof overrideOf>;
}

interface Row {
  readonly county: string;
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly organ: string;
  readonly place: string;
  readonly units: number;
  readonly low: number;
  readonly high: number;
  readonly admitted_at: Date;
  readonly deadline: Date;
  readonly expires_at: Date;
  readonly withdrawn_at: Date | null;
}

/** Terms that were ever in force. What is only a draft, and whose it is, is nobody's business yet. */
export async function listPublicDemands(db: Db, after: readonly string[] | null, limit: number): Promise<PublicDemand[]> {
  const { rows } = await sql<Row>`
    select d.county, d.id, d.number, t.body ->> 'title' as title, t.body -> 'organ' ->> 'name' as organ, u.name as place, d.units,
      (t.body -> 'minutes' ->> 'low')::float8 as low, (t.body -> 'minutes' ->> 'high')::float8 as high,
      t.admitted_at, t.deadline, t.expires_at, d.withdrawn_at
    from demand d
    join terms t on t.county = d.county and t.demand = d.id and t.version = d.terms_version
    join unit u on u.code = d.county || '000000'
    where ${after === null ? sql`true` : sql`(t.admitted_at, d.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by t.admitted_at desc, d.id desc limit ${limit}`.execute(db);
  return Promise.all(rows.map((row) => publicOf(db, row)));
}

async function publicOf(db: Db, row: Row): Promise<PublicDemand> {
  const acts = (await findActs(db, row.county, [row.id])).get(row.id) ?? [];
  const frozen = acts.findLast((act) => act.kind === 'admit' || act.kind === 'confirm');
  const draft = frozen === undefined ? null : await findDraft(db, row.county, row.id, frozen.draftVersion);
  const before = frozen === undefined ? [] : await toldUnder(db, row.county, row.id, acts.indexOf(frozen) + 1);
  const found = [...(draft?.inspection.findings ?? []), ...before].filter((finding) => !finding.undecided && finding.effect !== 'advise');
  const reasons = acts.findLast((act) => act.kind === 'submit' && act.draftVersion === frozen?.draftVersion)?.reasons ?? [];
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    organ: row.organ,
    county: row.place,
    units: row.units,
    minutes: { low: row.low, high: row.high },
    admittedAt: row.admitted_at,
    deadline: row.deadline,
    expiresAt: row.expires_at,
    withdrawn: row.withdrawn_at !== null,
    findings: found.map(({ rule, effect, message, source, start }) => ({
      rule,
      effect,
      message,
      source,
      reason: reasons.find((reason) => reason.rule === rule && reason.start === start)?.text ?? null,
    })),
    override: overrideOf(acts.slice(0, frozen === undefined ? 0 : acts.indexOf(frozen) + 1), found),
  };
}
