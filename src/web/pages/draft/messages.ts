import type { CostField } from '../../../engines/costing/index.ts';
import type { Metadata, ParamValue, Rulebook } from '../../../engines/rulebook/index.ts';
import type { Checked } from '../../types.ts';

/** What the place adds to the law today, as GET /api/rules/local tells it. */
export interface LocalRules {
  readonly digest: string;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly rulebooks: readonly Rulebook[];
}

/** What the page asks of its worker. `bytes` is a file, else `text` is the notice. */
export interface Ask {
  readonly id: number;
  readonly bytes: Uint8Array | null;
  readonly text: string;
  readonly name: string;
  readonly metadata: Metadata;
  readonly fields: readonly CostField[];
  readonly level: 'township' | 'village';
  readonly today: string;
  /** Null where they did not come: the server judges by them all the same. */
  readonly local: LocalRules | null;
}

export interface Result {
  readonly checked: Checked;
  /** Tables of the file, from which fields are suggested. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly remarks: readonly string[];
}

export type Reply =
  | { readonly id: number; readonly ok: true; readonly result: Result }
  | { readonly id: number; readonly ok: false; readonly slug: string; readonly detail: string };
