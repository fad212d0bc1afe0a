import type { Confirmed, Grid, Missing, Understanding } from '../../engines/forms/index.ts';

export interface Opened {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/** What the page asks of its worker. Neither the table nor the registers leave this machine. */
export type Question =
  | { readonly kind: 'understand'; readonly table: Opened; readonly confirmed: readonly Confirmed[] }
  | {
      readonly kind: 'fill';
      readonly table: Opened;
      readonly confirmed: readonly Confirmed[];
      readonly registers: readonly Opened[];
      /** 12 digits; null takes whatever the registers hold. */
      readonly unit: string | null;
      /** YYYY, YYYY-MM or YYYY-Qn. */
      readonly period: string | null;
      /** Whom a card is about: identity number, household code or name. */
      readonly record: string | null;
      /** Fills what is only proposed too. */
      readonly accept: boolean;
    };

export interface Understood {
  readonly grids: readonly Grid[];
  readonly understanding: Understanding;
}

export interface Filled {
  readonly bytes: Uint8Array;
  readonly filled: number;
  readonly missing: readonly Missing[];
}

export type Result = { readonly kind: 'understand'; readonly understood: Understood } | { readonly kind: 'fill'; readonly filled: Filled };

export type Reply =
  | { readonly id: number; readonly ok: true; readonly result: Result }
  | { readonly id: number; readonly ok: false; readonly slug: string; readonly detail: string };

export interface Ask {
  readonly id: number;
  readonly question: Question;
}
