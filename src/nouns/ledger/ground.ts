import type { Element } from '../../engines/forms/index.ts';
import type { Caller } from '../people/index.ts';
import type { Register } from './registers.ts';

interface Parts {
  readonly kind: 'own' | 'demand';
  readonly demand: string | null;
  readonly covers: (unit: string) => boolean;
  /** Null: all of a record. */
  readonly elements: ReadonlySet<string> | null;
}

/**
 * What a read of personal facts rests on (个人信息保护法第十三条). It cannot be made from outside: the constructor is private to this file's two
 * makers, and a repository test holds who may call them.
 */
export class Ground {
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** One's own work: the post of the unit whose facts they are. */
  static ofOwnPost(caller: Caller): Ground | null {
    if (caller.role !== 'village' && caller.role !== 'township') return null;
    // A township's own work is its own unit; what its villages hold is theirs.
    return new Ground({ kind: 'own', demand: null, covers: (unit) => unit === caller.place.code, elements: null });
  }

  /** A numbered demand in force, verified by `demands`: the elements that its terms ask, of the units that they address. */
  static ofDemand(parts: { demand: string; covers: (unit: string) => boolean; elements: ReadonlySet<string> }): Ground {
    return new Ground({ kind: 'demand', ...parts });
  }

  get kind(): 'own' | 'demand' {
    return this.#parts.kind;
  }

  get demand(): string | null {
    return this.#parts.demand;
  }

  covers(unit: string): boolean {
    return this.#parts.covers(unit);
  }

  allows(element: string): boolean {
    return this.#parts.elements === null || this.#parts.elements.has(element);
  }
}

/** Where a caller may look at all. A township sees its villages, the county's bodies the county. */
export function reachOf(caller: Caller): string {
  return caller.role === 'village' || caller.role === 'township' ? caller.place.code : `${caller.county}000000`;
}

/** Whose records a caller keeps: its own unit's and nobody else's. */
export function owns(caller: Caller, unit: string): boolean {
  return (caller.role === 'village' || caller.role === 'township') && caller.place.code === unit;
}

/**
 * The elements of a register that this caller sees on this ground; null: none of it without a ground. What is not about people needs none
 * beyond the reach; a name and a telephone inside it do.
 */
export function visible(register: Register, columns: readonly Element[], ground: Ground | null): readonly Element[] | null {
  if (register.personal && ground === null) return null;
  const seen = columns.filter(({ key, sensitive }) => ground?.allows(key) === true || (!register.personal && sensitive === 'none'));
  return register.personal && seen.length === 0 ? null : seen;
}
