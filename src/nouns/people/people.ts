import type { UnitLevel } from '../../base/place.ts';
import type { Seal } from '../../platform/crypto/index.ts';
import type { LogKeys } from '../log/index.ts';

export const roles = ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor', 'operator', 'security'] as const;
export type Role = (typeof roles)[number];

export const idPattern = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

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
  /** The post whose work this one does for a time (代理); such a post has a last day. */
  readonly actingFor?: string | null;
}

/** A post as its holder chooses it. */
export interface HeldPost {
  readonly id: string;
  readonly role: Role;
  readonly title: string;
  readonly place: string;
  readonly acting: boolean;
  readonly until: string | null;
}

export type PostVerb = 'appointed' | 'ended' | 'handedOver' | 'passwordReset' | 'factorReset';

/** A person of the county as the personnel administrator sees them. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly login: string | null;
  readonly posts: readonly {
    readonly id: string;
    readonly role: Role;
    readonly title: string;
    readonly place: string;
    readonly placeName: string;
    readonly organ: string | null;
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly actingFor: string | null;
    readonly ended: boolean;
  }[];
}

/** 三员分立: nobody holds two of these (GB/T 22239-2019, administrators kept apart). */
export const administrators: readonly Role[] = ['operator', 'security', 'auditor'];

/** Posts that decide for others: these show a second factor where the installation asks for one. */
export const guardedRoles: readonly Role[] = ['gatekeeper', 'auditor', 'operator', 'security'];

/** Who is calling: one person in one post. Everything that rights are decided from. */
export interface Caller {
  readonly county: string;
  readonly person: string;
  readonly name: string;
  readonly post: string;
  readonly role: Role;
  readonly title: string;
  /** The session has shown a second factor. */
  readonly steppedUp?: boolean;
  readonly place: { readonly code: string; readonly name: string; readonly level: UnitLevel };
  readonly organ: {
    readonly id: string;
    readonly name: string;
    readonly shortName: string;
    readonly kind: string;
    readonly level: UnitLevel;
  } | null;
}

/** What the routes of this noun are handed. */
export interface PeopleParts {
  readonly log: LogKeys;
  readonly committed: () => void;
  readonly seal: Seal;
  /** File of leaked passwords, see `isBreached`. */
  readonly breached: string | null;
  /** What a caller still has to do. */
  readonly first: (caller: Caller) => 'nothing' | 'factor';
}
