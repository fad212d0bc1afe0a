import type { EventKind } from './conduct.ts';

/**
 * What receivers say was done to them. A title decides nothing; these answers do, and they outweigh what the organ says of itself. Nobody is
 * asked for a word of text: words give a writer away.
 */
export const behaviours = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9', 'B10', 'B11', 'B12', 'B13', 'B14', 'B15'] as const;
export type Behaviour = (typeof behaviours)[number];

/** Only what can happen on such an occasion is asked: fourteen questions of a visit, eight of a meeting. */
export function questionsFor(kind: EventKind): readonly Behaviour[] {
  switch (kind) {
    case 'check':
    case 'visit':
      return behaviours.filter((one) => one !== 'B9');
    case 'meeting':
      return ['B4', 'B5', 'B6', 'B7', 'B10', 'B12', 'B13', 'B14'];
    case 'campaign':
      return ['B1', 'B6', 'B7', 'B8', 'B9', 'B10', 'B12', 'B13', 'B14', 'B15'];
    case 'document':
    case 'form':
    case 'app':
    case 'secondment':
      return ['B4', 'B5', 'B6', 'B7', 'B8', 'B12', 'B13', 'B14', 'B15'];
  }
}

export interface Report {
  readonly subject: string;
  readonly unit: string;
  readonly behaviours: readonly string[];
  /** A day and no more: an hour would tell who it was. */
  readonly day: string;
}

/** Below this number of units nothing that receivers said is shown to the one they speak of, nor in public. */
export const fewest = 5;

/** Said by at least half of those who spoke: one angry tap does not make a check of a visit to thirty villages. */
export function settled(reports: readonly Report[]): Behaviour[] {
  return behaviours.filter((one) => 2 * reports.filter((report) => report.behaviours.includes(one)).length >= Math.max(1, reports.length));
}

/**
 * What may be shown to the one it is about: whole days only, and `fewest` units at least. Today's reports wait for tomorrow, so that nobody
 * can watch an answer appear while a certain visitor is still in a certain village.
 */
export function told(reports: readonly Report[], today: string): Behaviour[] | null {
  const before = reports.filter(({ day }) => day < today);
  return unitsOf(before) < fewest ? null : settled(before);
}

export function unitsOf(reports: readonly Report[]): number {
  return new Set(reports.map(({ unit }) => unit)).size;
}

export function counted(reports: readonly Report[]): Record<string, number> {
  const counts = behaviours.map((one) => [one, reports.filter((report) => report.behaviours.includes(one)).length] as const);
  return Object.fromEntries(counts.filter(([, n]) => n > 0));
}

/**
 * Occasions with too few voices are told together or not at all. Only those that are not shown alone are merged: a sum less a part that is
 * known would give the rest away.
 */
export function merged(bySubject: ReadonlyMap<string, readonly Report[]>, today: string): { behaviours: Behaviour[] } | null {
  const rest = [...bySubject.values()].filter((reports) => told(reports, today) === null).flat();
  const shown = told(rest, today);
  return shown === null ? null : { behaviours: shown };
}
