import { sql, type RawBuilder } from 'kysely';
import type { HeldValues } from '../../../engines/facts/index.ts';

/** Facts of a unit that its answer to a demand tells: the answer is their source, its leaf in the log commits to them. */
export interface Telling {
  readonly county: string;
  /** Of the answer; the act of the ledger has the same. */
  readonly id: string;
  readonly demand: string;
  readonly unit: string;
  readonly person: string;
  readonly post: string;
  readonly byName: string;
  readonly at: Date;
  readonly leaf: string;
  readonly facts: {
    readonly values: HeldValues;
    readonly validFrom: string;
    readonly reason: string | null;
    /** Id of the unit's record where there is none yet. */
    readonly subject: string;
  } | null;
}

/**
 * Parts of a `with` that write acts, entries and current values of what a part called `fact` stored (its ids are the answers'), so that
 * answer and facts are one statement. What is told of an earlier day than the record's last gives way to what is held of later days: the
 * rule of `fold`. A statement may touch a record once: two answers of one unit go in two (SQLSTATE 21000, see Gather).
 */
export function tellFacts(tellings: readonly Telling[]): RawBuilder<unknown> {
  const told = tellings.flatMap(({ facts, ...rest }) => (facts === null ? [] : [{ ...rest, ...facts }]));
  if (told.length === 0) return sql``;
  const column = <T>(of: (one: (typeof told)[number]) => T): T[] => told.map(of);
  return sql`, told as materialized (
      select t.* from unnest(
        ${column((one) => one.county)}::text[], ${column((one) => one.id)}::uuid[], ${column((one) => one.demand)}::uuid[], ${column((one) => one.unit)}::text[],
        ${column((one) => one.person)}::uuid[], ${column((one) => one.post)}::uuid[], ${column((one) => one.byName)}::text[],
        ${column((one) => one.at.toISOString())}::timestamptz[], ${column((one) => one.leaf)}::text[], ${column((one) => JSON.stringify(one.values))}::jsonb[],
        ${column((one) => one.validFrom)}::date[], ${column((one) => one.reason)}::text[], ${column((one) => one.subject)}::uuid[]
      ) t(county, act, demand, unit, person, post, by_name, at, leaf, "values", valid_from, reason, subject) join fact on fact.id = t.act
    ), told_act as (
      insert into ledger_act (county, id, kind, register, unit, person, post, by_name, at, valid_from, reason, source, leaf)
      select county, act, 'answer', 'units', unit, person, post, by_name, at, valid_from, reason, jsonb_build_object('demand', demand), leaf from told
    ), told_record as (
      insert into ledger_record as r (county, id, kind, unit, key, "values", valid_from, recorded_at, act, nth)
      select county, subject, 'unit', unit, '', "values", valid_from, at, act, 1 from told order by county, unit
      on conflict on constraint ledger_record_key do update set
        "values" = r."values" || case when excluded.valid_from >= r.valid_from then excluded."values" else (
          select coalesce(jsonb_object_agg(n.k, n.v), '{}') from jsonb_each(excluded."values") n(k, v) where not exists (
            select 1 from (
              select distinct on (e.valid_from) e."values" -> n.k as v from ledger_entry e
              where e.county = r.county and e.subject = r.id and e.valid_from > excluded.valid_from and e."values" ? n.k order by e.valid_from, e.nth desc
            ) later where later.v <> '{"is":"withdrawn"}'::jsonb
          )
        ) end,
        valid_from = greatest(r.valid_from, excluded.valid_from), recorded_at = excluded.recorded_at, act = excluded.act, nth = r.nth + 1
      returning r.county, r.id, r.unit, r.nth
    ), told_entry as (
      insert into ledger_entry (county, subject, nth, act, unit, valid_from, recorded_at, "values", was)
      select t.county, r.id, r.nth, t.act, t.unit, t.valid_from, t.at, t."values", coalesce((
        select jsonb_object_agg(x.k, x.v) from ledger_record o, jsonb_each(o."values") x(k, v) where o.county = t.county and o.id = r.id and t."values" ? x.k
      ), '{}') from told t join told_record r on r.county = t.county and r.unit = t.unit
    )`;
}

/**
 * Parts of a `select`, for a statement that looks up many units: what is recorded of the unit itself, and whether one of its registers is said
 * to be complete, so that figures can be counted from it.
 */
export function heldBefore(county: RawBuilder<unknown>, unit: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    (select r."values" from ledger_record r where r.county = ${county} and r.kind = 'unit' and r.key = '' and r.unit = ${unit}) as held,
    exists (select 1 from ledger_import i where i.county = ${county} and i.unit = ${unit} and i.whole and i.state = 'confirmed') as complete`;
}
