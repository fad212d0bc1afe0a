import { Type } from 'typebox';
import { elements as shipped, type Confirmed, type Element } from '../../engines/forms/index.ts';

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

/** A person's decision about what a heading asks, kept for the county until somebody decides otherwise or takes it back. */
export interface Meaning extends Confirmed {
  readonly id: string;
  readonly by: { readonly name: string; readonly title: string };
  readonly at: Date;
}

const parts = {
  fingerprint: orNull(Type.String({ minLength: 1, maxLength: 64, description: 'Of one template; null: wherever the heading occurs' })),
  heading: Type.String({ minLength: 1, maxLength: 400, description: 'Headings from top to leaf, joined with “/”' }),
  element: orNull(Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9]*\\.[a-zA-Z0-9]+$', maxLength: 80, description: 'Null: none of these' })),
};

export const meaningBodySchema = Type.Object(parts, { additionalProperties: false });

export const meaningSchema = Type.Object({
  id: Type.String(),
  ...parts,
  by: Type.Object({ name: Type.String(), title: Type.String() }),
  at: Type.String(),
});

/** The dictionary of one county: what is shipped, and what the county admitted beside it. */
export class Dictionary {
  readonly all: readonly Element[];
  readonly #byKey: ReadonlyMap<string, Element>;

  constructor(admitted: readonly Element[]) {
    this.all = [...shipped, ...admitted];
    this.#byKey = new Map(this.all.map((element) => [element.key, element]));
  }

  find(key: string): Element | null {
    return this.#byKey.get(key) ?? null;
  }
}

/** What one organ means by an element (口径): the newest of it counts. */
export interface Definition {
  readonly element: string;
  readonly organ: { readonly id: string; readonly name: string };
  readonly definition: string;
  readonly basis: string;
  readonly by: string;
  readonly at: Date;
}
