import { dateInChina } from '../../base/time.ts';
import type { Audience, Draft } from '../demands/index.ts';
import { levelOfUnits, matterOf, type EventKind, type KeptEvent } from './conduct.ts';
import type { Occasion } from './findings.ts';
import type { AskedDemand } from './store.ts';

/** What a kind of demand is in the event schema. A campaign of work is no 创建示范 and counts as the document that it is. */
const kindOf: Readonly<Record<Draft['kind'], EventKind>> = {
  document: 'document',
  relay: 'document',
  campaign: 'document',
  form: 'form',
  meeting: 'meeting',
  check: 'check',
  visit: 'visit',
  app: 'app',
  secondment: 'secondment',
  creation: 'campaign',
};

export interface Announced extends Pick<AskedDemand, 'id' | 'number' | 'metadata'> {
  readonly kind: Draft['kind'];
  readonly organ: string;
  readonly title: string;
  readonly audience: Audience;
  readonly content: string | null;
  /** The day it counts from: of a check, a visit, a meeting the last day told for it, else the day it went out. */
  readonly issued: string;
  readonly due: string | null;
  readonly expires: string | null;
  /** Codes; empty where it goes to all of a place and the rules need no single units. */
  readonly units: readonly string[];
}

export function announcedOf({ id, number, metadata, terms, admittedAt }: AskedDemand, units: readonly string[]): Announced {
  const { kind, organ, title, audience, textDigest, deadline, expiresAt } = terms;
  return {
    id, number, metadata, kind, organ: organ.name, title, audience, units, content: textDigest,
    issued: dateInChina(admittedAt), due: dateInChina(new Date(deadline)), expires: dateInChina(new Date(expiresAt)),
  }; // prettier-ignore
}

const gathers = new Set<Draft['kind']>(['check', 'visit', 'meeting', 'secondment']);

/** Only these are compared unit by unit; a paper to 300 villages is compared by whom it is addressed to. */
export function needsUnits(kind: Draft['kind']): boolean {
  return gathers.has(kind);
}

export function occasionOfDemand(demand: Announced, names: ReadonlyMap<string, string>): Occasion {
  const { id, number, kind, organ, title, metadata, audience, units, due, issued, expires, content } = demand;
  const comes = kind === 'check' || kind === 'visit' || kind === 'meeting';
  const level = audience.level === 'village' ? '各村' : '各乡镇';
  return {
    id, number, from: 'demand', kind: kindOf[kind], organ, name: title, matter: matterOf(title), origin: null,
    starts: comes ? (due ?? issued) : issued,
    ends: kind === 'secondment' ? expires : null,
    places: needsUnits(kind) ? units.map((code) => names.get(code) ?? code) : audience.under.map((code) => `${names.get(code) ?? code}${level}`),
    more: {
      planItem: metadata['plannedItem'], filing: metadata['filingNumber'], emergency: emergencyOf(metadata['emergency']),
      ...(kindOf[kind] === 'document' ? { content } : {}),
      ...(kind === 'creation' ? { action: 'launch', listEntry: metadata['listEntry'] } : {}),
      ...(kind === 'app' ? { status: 'running', functions: [] } : {}),
      ...(kind === 'secondment' ? { unitLevel: audience.level, approval: metadata['approvedBy'] } : {}),
    },
  }; // prettier-ignore
}

function emergencyOf(said: unknown): unknown {
  return typeof said === 'object' && said !== null ? said : null;
}

/** An event that carried out a demand has that demand's plan entry and matter, whoever filed it. */
export function occasionOfEvent(event: KeptEvent, demand: AskedDemand | undefined, names: ReadonlyMap<string, string>): Occasion {
  const { id, kind, organ, starts, ends, origin, name, matter, units, planItem, filing, emergency } = event;
  const { behaviours, office, organLevel, statutory, trigger, docNumber, content, count, meetingKind, settledBy, visitors, escorts, functions, listEntry, action, person, personKind, approval, consent, waives, asks } = event; // prettier-ignore
  const told = demand?.metadata ?? {};
  return {
    id, number: demand?.number ?? null, from: 'event', kind, organ, name, starts, ends, origin,
    matter: matter ?? (demand === undefined ? (name === null ? null : matterOf(name)) : matterOf(demand.terms.title)),
    places: units.map((code) => names.get(code) ?? code),
    more: {
      behaviours, office, organLevel, statutory, trigger, docNumber, content, meetingKind, settledBy, visitors, escorts, functions, listEntry,
      action, person, personKind, approval, consent, waives, asks, count: count ?? 1, unitLevel: levelOfUnits(units),
      planItem: planItem ?? told['plannedItem'] ?? null,
      filing: filing ?? told['filingNumber'] ?? null,
      emergency: emergency ?? emergencyOf(told['emergency']),
      ...(kind === 'app' ? { status: ends === null ? 'running' : 'closed' } : {}),
    },
  }; // prettier-ignore
}
