import manifest from '../../../package.json' with { type: 'json' };
import { timeInChina } from '../../base/time.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import {
  findActs,
  findDemand,
  findHistory,
  listHistory,
  mayTouch,
  noPlace,
  type HistoryFinding,
  type Register,
  type TitledHistory,
} from '../demands/index.ts';
import { digestOf, rulesOfThen, type Replayed } from '../rules/index.ts';
import type { Caller } from '../people/index.ts';
import { occasionsFor, type ActFinding } from './findings.ts';
import { findingsView } from './present.ts';
import { gatheredFor, judgedOf, ofPersons, type Gathered } from './read.ts';

/** What demands keep of the register when they are sent and decided. */
export const register: Register = {
  look: async (trx, demand, draft, now) => {
    const { county, id, number, organ, organ_name: name, admitted_at: admittedAt } = demand;
    const { gathered, rules } = await gatheredFor(trx, { county, id, number, organ: { id: organ, name }, draft, admittedAt }, now);
    // As it will be read again: what JSON leaves out must not have counted.
    const input = JSON.parse(JSON.stringify(gathered)) as Gathered;
    const told = judgedOf(input, rules, false).findings;
    const known = judgedOf(input, rules, true).findings;
    const { product, version } = rules;
    return { asOf: gathered.asOf, product, version, program: manifest.version, input, told, known, outcome: outcomeOf(told, known) };
  },
};

function outcomeOf(told: readonly unknown[], known: readonly unknown[]): string {
  return digestOf({ told, known });
}

/** What was kept in a county, after a demand and an act. */
export async function historyPages(
  db: Db,
  county: string,
  after: readonly string[] | null,
  limit: number,
): Promise<(TitledHistory & { readonly key: readonly string[] })[]> {
  const rows = await listHistory(db, county, after, limit);
  return rows.map((row) => ({ ...row, key: [row.demand, String(row.nth)] }));
}

/** What the register showed at the last act that this caller may know of: the gate and the organ every one, everybody else the admission. */
export async function keptFor(trx: Trx, caller: Caller, id: string) {
  const demand = await findDemand(trx, caller.county, id);
  if (demand === null) return null;
  const acts = (await findActs(trx, caller.county, [id])).get(id) ?? [];
  const inside = await mayTouch(trx, caller, 'draft.read', demand);
  const kept = (await findHistory(trx, caller.county, id)).findLast(({ nth }) => inside || frozeTerms(acts[nth - 1]?.kind));
  const act = kept === undefined ? undefined : acts[kept.nth - 1];
  if (kept === undefined || act === undefined) return null;
  const open = caller.role === 'gatekeeper' || caller.role === 'auditor';
  // Written by `register` and nobody else: the grant forbids changes.
  const gathered = kept.input as Gathered;
  const findings = (open ? kept.known : kept.told) as readonly ActFinding[];
  const occasions = new Map(occasionsFor(gathered.occasions, gathered.heard, open).map((one) => [one.id, one]));
  return { act: act.kind, at: timeInChina(act.at), ...findingsView({ findings, occasions, cut: gathered.cut }, kept.asOf) };
}

/** What was told at the last act that it was looked for. */
export async function keptTold(trx: Trx, county: string, id: string): Promise<readonly HistoryFinding[]> {
  return (await findHistory(trx, county, id)).at(-1)?.told ?? [];
}

function frozeTerms(kind: string | undefined): boolean {
  return kind === 'admit' || kind === 'confirm';
}

export type HistoryReplayed = Omit<Replayed, 'draftVersion'> & { readonly nth: number };

/** Looks again at what was kept, by the rules of its day. Null: the same findings, bit for bit. */
export async function replayHistory(db: Db, county: string, kept: TitledHistory): Promise<HistoryReplayed | null> {
  const { demand, title, nth, asOf: day, program, product, version, outcome: expected } = kept;
  const about = { demand, title, nth, day, program, expected };
  const rules = await rulesOfThen(db, county, product, version);
  if (rules === null) return { ...about, what: 'unknown', got: null };
  const stored = outcomeOf(kept.told, kept.known);
  const gathered = kept.input as Gathered;
  if (stored !== expected || gathered.asOf !== day || gathered.own !== demand) return { ...about, what: 'tampered', got: stored };
  const got = outcomeOf(judgedOf(gathered, rules, false).findings, judgedOf(gathered, rules, true).findings);
  return got === expected ? null : { ...about, what: 'differs', got };
}

/** What the register showed at one act, as anybody may be told: rules about single persons stay out. */
export async function toldUnder(
  db: Db | Trx,
  county: string,
  demand: string,
  nth: number,
): Promise<(ActFinding & { readonly start: number })[]> {
  const kept = (await findHistory(db, county, demand)).find((one) => one.nth === nth);
  return ((kept?.told ?? []) as readonly ActFinding[])
    .filter(({ rule }) => !ofPersons.test(rule))
    .map((one) => ({ ...one, start: noPlace }));
}
