import type { Role } from '../../types.ts';

export interface HeldPost {
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
}

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly login: string | null;
  readonly posts: readonly HeldPost[];
}
