import { Type, type Static } from 'typebox';
import { levelOfCode, parentOfCode, prefixOfCode, countyOfCode, unitCodePattern, type UnitLevel } from '../../base/place.ts';

/** A node of the administrative tree (行政区划单元), by its 12-digit statistical code. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly level: UnitLevel;
  readonly parent: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** 撤并: the unit that took over. */
  readonly successor: string | null;
}

export type OrganKind =
  | 'party-committee'
  | 'government'
  | 'office'
  | 'department'
  | 'coordinating-body'
  | 'mass-organization'
  | 'institution'
  | 'association'
  | 'enterprise'
  | 'third-party';

/** A body that issues demands (部门 / 机关). */
export interface Organ {
  readonly id: string;
  readonly county: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: OrganKind;
  readonly level: UnitLevel;
  /** Code of the place it works for. */
  readonly place: string;
  readonly sort: number;
  /** The relief office of its level: the gate. */
  readonly isGate: boolean;
}

export const unitSchema = Type.Object({
  code: Type.String({ pattern: unitCodePattern }),
  name: Type.String(),
  shortName: Type.String(),
  level: Type.String(),
  parent: Type.Union([Type.String(), Type.Null()]),
});

export const unitRowSchema = Type.Object(
  {
    code: Type.String({ pattern: unitCodePattern }),
    name: Type.String({ minLength: 1, maxLength: 80 }),
    shortName: Type.String({ minLength: 1, maxLength: 80 }),
    validFrom: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
    validTo: Type.Union([Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }), Type.Null()]),
    successor: Type.Union([Type.String({ pattern: unitCodePattern }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type UnitRow = Static<typeof unitRowSchema>;

/** Level, parent, tenant and path follow from the code; nobody types them twice. */
export function placed(row: UnitRow): Unit & { county: string; path: string } {
  return {
    ...row,
    level: levelOfCode(row.code),
    parent: parentOfCode(row.code),
    county: countyOfCode(row.code),
    path: prefixOfCode(row.code),
  };
}
