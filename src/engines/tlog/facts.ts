import type { Json } from '../../base/json.ts';
import type { Opening } from './commitment.ts';
import type { Leaf } from './leaf.ts';

/** What a receipt says, taken only from what it proves: leaves, openings, place in the log. The readable text is made from this alone. */
export interface Facts {
  readonly id: string;
  /** 凭证号: the first ten signs of the id. A label for people; it grants nothing. */
  readonly label: string;
  readonly type: string;
  /** Code, and the name if it was opened. */
  readonly unit: string;
  readonly unitName: string | null;
  readonly role: string;
  readonly at: number;
  readonly index: number;
  readonly size: number;
  readonly origin: string;
  /** Size of the checkpoint that the leaf is younger than. */
  readonly after: number;
  readonly terms: TermsFacts | null;
  /** Null where the terms are not shown. */
  readonly late: boolean | null;
  readonly values: readonly ShownValue[];
  /** Committed values that the holder does not show; null where their map is not opened. */
  readonly hidden: number | null;
  /** By the policy that the receipt carries; null where it carries none. Whether to trust that policy is the verifier's affair. */
  readonly witnessed: Witnessing | null;
}

export interface Witnessing {
  readonly quorum: boolean;
  /** Names of those who cosigned, and how many the policy knows. */
  readonly by: readonly string[];
  readonly of: number;
}

export interface TermsFacts {
  readonly title: string;
  readonly number: string;
  readonly organ: string;
  readonly version: number;
  readonly deadline: number;
  readonly fields: readonly { readonly key: string; readonly label: string; readonly unit: string }[];
}

export interface ShownValue {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly value: Json;
}

export interface Place {
  readonly index: number;
  readonly size: number;
  readonly origin: string;
  readonly witnessed: Witnessing | null;
}

/** `leaves` in the order of the chain; the last is the one that the receipt is for. */
export function factsOf(leaves: readonly Leaf[], openings: readonly Opening[], place: Place): Facts | null {
  const subject = leaves.at(-1);
  if (subject === undefined) return null;
  const own = openings.find((opening) => opening.leaf === subject.id);
  const terms = termsOf(leaves, openings);
  const map = own?.values?.map ?? null;
  const values = valuesOf(own?.values?.open ?? {}, terms);
  return {
    id: subject.id,
    label: labelOf(subject.id),
    type: subject.type,
    unit: subject.unit,
    unitName: textIn(own?.fields['unitName']?.value),
    role: subject.role,
    at: subject.at,
    ...place,
    after: subject.head?.size ?? 0,
    terms,
    late: terms === null || subject.type !== 'answer' ? null : subject.at > terms.deadline,
    values,
    hidden: map === null ? null : Object.keys(map).length - values.length,
  };
}

/** `Q9K4-7TXM-2B` */
export function labelOf(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8, 10)}`;
}

function termsOf(leaves: readonly Leaf[], openings: readonly Opening[]): TermsFacts | null {
  const leaf = leaves.find((one) => one.type === 'terms');
  const value = openings.find((opening) => opening.leaf === leaf?.id)?.fields['terms']?.value;
  const terms = objectIn(value);
  const organ = textIn(objectIn(terms['organ'])['name']);
  const [title, number, deadline] = [textIn(terms['title']), textIn(terms['number']), Date.parse(textIn(terms['deadline']) ?? '')];
  const version = terms['version'];
  if (organ === null || title === null || number === null || typeof version !== 'number' || Number.isNaN(deadline)) return null;
  return { title, number, organ, version, deadline, fields: fieldsOf(terms['fields']) };
}

function fieldsOf(value: Json | undefined): TermsFacts['fields'] {
  return (Array.isArray(value) ? (value as readonly Json[]) : []).flatMap((one) => {
    const field = objectIn(one);
    const key = textIn(field['key']);
    return key === null ? [] : [{ key, label: textIn(field['label']) ?? key, unit: textIn(field['unit']) ?? '' }];
  });
}

/** In the order of the terms' fields; what the terms do not name comes after, by key. */
function valuesOf(open: Readonly<Record<string, { readonly value: Json }>>, terms: TermsFacts | null): ShownValue[] {
  const known = (terms?.fields ?? []).filter(({ key }) => Object.hasOwn(open, key));
  const others = Object.keys(open).filter((key) => !known.some((field) => field.key === key));
  return [...known, ...others.sort().map((key) => ({ key, label: key, unit: '' }))].map((field) => ({
    ...field,
    value: open[field.key]?.value ?? null,
  }));
}

function objectIn(value: Json | undefined): Readonly<Record<string, Json | undefined>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, Json>>) : {};
}

function textIn(value: Json | undefined): string | null {
  return typeof value === 'string' ? oneLine(value) : null;
}

/** Nothing that a drafter typed may start a line of its own, turn the reading direction or hide. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll(/[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu, '');
}
