import type { Draft } from '../../../nouns/demands/demand.ts';
import type { Audience, DemandKind, Field } from '../../../nouns/demands/terms.ts';
import type { Messages } from '../../strings/index.ts';
import { readJson, remove, writeJson } from '../../storage.ts';
import type { Finding } from '../../types.ts';

export function emptyDraft(county: string): Draft {
  return {
    title: '',
    kind: 'form',
    text: '',
    fileName: null,
    basis: '',
    purpose: '',
    fields: [],
    audience: { level: 'village', under: [county], except: [] },
    deadline: null,
    expiresAt: null,
    metadata: {},
  };
}

export function localKey(id: string, organ: string): string {
  return `qd.draft.${organ}.${id}`;
}

export function heldLocally(id: string, organ: string): Draft | null {
  return readJson<Draft>(localKey(id, organ));
}

export function holdLocally(id: string, organ: string, draft: Draft): void {
  writeJson(localKey(id, organ), draft);
}

export function dropLocal(id: string, organ: string): void {
  remove(localKey(id, organ));
}

export type Need = keyof Messages['desk']['draft']['need'];

/** What must be there before it can go to the gate. Findings never stand in the way; these do, there would be nothing to judge. */
export function needs(draft: Draft): readonly Need[] {
  const list: Need[] = [];
  if (draft.title.trim() === '') list.push('title');
  if (draft.text.trim() === '') list.push('text');
  if (draft.basis.trim() === '') list.push('basis');
  if (draft.purpose.trim() === '') list.push('purpose');
  if (draft.audience.under.length === 0) list.push('audience');
  if (draft.deadline === null || Date.parse(draft.deadline) <= Date.now()) list.push('deadline');
  if (draft.fields.some((field) => field.label.trim() === '')) list.push('fields');
  return list;
}

export function toAnswer(findings: readonly Finding[]): readonly Finding[] {
  return inOrder(findings.filter((finding) => finding.effect !== 'advise' && !finding.undecided));
}

/** As they stand in the text; of two at one place the graver first. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const weight = { refuse: 0, justify: 1, advise: 2 } as const;
  return [...findings].sort((a, b) => a.start - b.start || weight[a.effect] - weight[b.effect]);
}

export function counted(findings: readonly Finding[], effect: Finding['effect']): number {
  return findings.filter((finding) => finding.effect === effect && !finding.undecided).length;
}

/** Keys stay with their fields; a new field takes the next free one. */
export function nextKey(fields: readonly Field[]): string {
  const taken = fields.flatMap((field) => /^f(\d+)$/u.exec(field.key)?.[1] ?? []).map(Number);
  return `f${Math.max(0, ...taken) + 1}`;
}

/** The sentence around a place: what one takes out when one takes it out. */
export function sentenceAround(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const before = text.slice(0, start);
  const from = before.length - (before.split(/[。；！？\n]/u).at(-1) ?? '').length;
  const after = /[。；！？\n]/u.exec(text.slice(Math.max(end - 1, start)));
  const to = after === null ? text.length : Math.max(end - 1, start) + after.index + (after[0] === '\n' ? 0 : 1);
  const lead = /^[\s　]*/u.exec(text.slice(from, to))?.[0].length ?? 0;
  return { start: Math.min(from + lead, start), end: Math.max(to, end) };
}

export const kinds: readonly DemandKind[] = [
  'form',
  'document',
  'meeting',
  'check',
  'visit',
  'app',
  'secondment',
  'creation',
  'campaign',
  'relay',
];
export const levels: readonly Audience['level'][] = ['village', 'township'];
