import type { CostField } from '../../../engines/costing/index.ts';
import type { Metadata } from '../../../engines/rulebook/index.ts';
import type { Checked } from '../../types.ts';

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
