/** The dictionary of elements (数据元): what can be held once and asked by anybody. */
import dictionary from './elements.json' with { type: 'json' };

export type ElementType =
  | 'text'
  | 'name'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'area'
  | 'date'
  | 'month'
  | 'year'
  | 'code'
  | 'boolean'
  | 'idNumber'
  | 'phone'
  | 'address'
  | 'bank'
  | 'divisionCode';

export interface CodeEntry {
  readonly code: string;
  readonly zh: string;
}

export interface Element {
  readonly key: string;
  readonly zh: string;
  readonly subject: string;
  readonly type: ElementType;
  readonly unit: string | null;
  readonly codeList: readonly CodeEntry[] | null;
  readonly definition: string;
  /** How it follows from others, in words or as a formula of keys; null: it is recorded itself. */
  readonly derivedFrom: string | null;
  readonly sensitive: 'none' | 'personal' | 'sensitive';
  readonly period: 'timeless' | 'pointInTime' | 'year' | 'event';
}

// The file is ours; elements.test.ts holds every entry against these types.
export const elements = dictionary.elements as readonly Element[];

const byKey = new Map(elements.map((element) => [element.key, element]));

export function elementOf(key: string): Element | null {
  return byKey.get(key) ?? null;
}
