export type Held = string | number | boolean | null | { readonly is: 'notApplicable' | 'unknown' | 'withdrawn' };

export interface Column {
  readonly key: string;
  readonly zh: string;
  readonly type: string;
  readonly unit: string | null;
  readonly definition: string;
  readonly choices: readonly string[] | null;
}

export interface RegisterView {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly personal: boolean;
  readonly mine: boolean;
  readonly records: number;
  readonly columns: readonly Column[];
}

export interface RecordView {
  readonly id: string;
  readonly version: number;
  readonly unit: string;
  readonly title: string;
  readonly values: Readonly<Record<string, Held>>;
  readonly recordedAt: string;
}

export interface RecordPage {
  readonly items: readonly RecordView[];
  readonly next: string | null;
  readonly columns: readonly Column[];
}

export interface FactView {
  readonly element: string;
  readonly zh: string;
  readonly value: Held;
  readonly state: 'value' | 'blank' | 'notApplicable' | 'unknown' | 'withdrawn';
  readonly validFrom: string;
  readonly recordedAt: string;
  readonly source: {
    readonly by: string;
    readonly file: string | null;
    readonly row: number | null;
    readonly reason: string | null;
  } | null;
}

export interface RecordDetail extends RecordView {
  readonly mine: boolean;
  readonly facts: readonly FactView[];
  readonly derived: readonly { readonly element: string; readonly zh: string; readonly value: Held; readonly from: string }[];
  readonly doubts: readonly { readonly message: string }[];
}

export type RowStatus = 'new' | 'changed' | 'same' | 'gone' | 'conflicting' | 'suspicious' | 'rejected';

export interface ImportView {
  readonly id: string;
  readonly fileName: string;
  readonly state: 'reading' | 'ready' | 'confirming' | 'confirmed' | 'undone' | 'cancelled' | 'failed';
  readonly rows: number;
  readonly progress: number;
  readonly counts: Readonly<Record<RowStatus, number>>;
  readonly columns: readonly { readonly heading: string; readonly zh: string | null }[];
  readonly failure: string | null;
}

export interface ImportRow {
  readonly nth: number;
  readonly row: number | null;
  readonly title: string;
  readonly changes: readonly { readonly element: string; readonly zh: string; readonly from: Held; readonly to: Held }[];
  readonly reasons: readonly string[];
}

/** As a person reads it. */
export function said(
  value: Held | undefined,
  words: {
    readonly yes: string;
    readonly no: string;
    readonly notApplicable: string;
    readonly unknown: string;
    readonly withdrawn: string;
  },
): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return typeof value === 'object' ? words[value.is] : String(value);
}
