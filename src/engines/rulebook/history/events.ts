/** The register's events as the graph rules read them (docs/rules.md, Events). A field left out is null. */

export const eventKinds = ['check', 'document', 'meeting', 'app', 'secondment', 'campaign', 'visit', 'form'] as const;
export type EventKind = (typeof eventKinds)[number];

/** From the lowest up: the place in the list is the rank. */
export const organLevels = ['village', 'township', 'county', 'city', 'province', 'central'] as const;
export type OrganLevel = (typeof organLevels)[number];

export interface HistoryEvent {
  readonly id: string;
  readonly kind: EventKind;
  readonly organ: string;
  readonly office: string | null;
  readonly organLevel: OrganLevel | null;
  readonly name: string | null;
  readonly matter: string | null;
  readonly units: readonly string[];
  readonly date: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly planItem: string | null;
  readonly filing: string | null;
  readonly behaviours: readonly string[];
  readonly statutory: boolean;
  /** `unnamed` where an emergency is claimed and its basis is not given. */
  readonly emergency: 'named' | 'unnamed' | null;
  readonly trigger: string | null;
  readonly docNumber: string | null;
  readonly content: string | null;
  readonly count: number;
  readonly withdraws: readonly string[];
  readonly waives: readonly string[];
  readonly asks: readonly string[];
  readonly meetingKind: string | null;
  readonly settledBy: string | null;
  readonly status: string | null;
  readonly functions: readonly string[];
  readonly listEntry: string | null;
  readonly action: string | null;
  readonly visitors: number | null;
  readonly escorts: number | null;
  readonly person: string | null;
  readonly personKind: string | null;
  readonly unitLevel: OrganLevel | null;
  readonly approval: string | null;
  readonly consent: boolean;
}

export interface HistoryContext {
  /** The day the register is looked at. */
  readonly asOf: string | null;
  readonly documentsLastYear: ReadonlyMap<string, number>;
  readonly explanationFiled: ReadonlyMap<string, boolean>;
  readonly params: Readonly<Record<string, number | boolean | string | null>>;
}

export interface History {
  readonly events: readonly HistoryEvent[];
  readonly context: HistoryContext;
}

/** The day an event counts from. */
export function startOf({ date, from }: HistoryEvent): string | null {
  return date ?? from;
}

/** Sides with nobody: the same register in another order gives the same findings. */
export function byDate(a: HistoryEvent, b: HistoryEvent): number {
  const [left, right] = [startOf(a) ?? '', startOf(b) ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
