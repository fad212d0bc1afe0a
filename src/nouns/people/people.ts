import type { UnitLevel } from '../../base/place.ts';

export const roles = ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor', 'operator'] as const;
export type Role = (typeof roles)[number];

/** A person's role in a unit or organ (岗位), from–to. */
export interface Post {
  readonly id: string;
  readonly county: string;
  readonly person: string;
  readonly role: Role;
  readonly title: string;
  readonly place: string;
  readonly organ: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Who is calling: one person in one post. Everything that rights are decided from. */
export interface Caller {
  readonly county: string;
  readonly person: string;
  readonly name: string;
  readonly post: string;
  readonly role: Role;
  readonly title: string;
  readonly place: { readonly code: string; readonly name: string; readonly level: UnitLevel };
  readonly organ: {
    readonly id: string;
    readonly name: string;
    readonly shortName: string;
    readonly kind: string;
    readonly level: UnitLevel;
  } | null;
}
