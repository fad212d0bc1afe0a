import type { StaffMember } from '../../../nouns/people/people.ts';

export type Member = StaffMember;
export type HeldPost = StaffMember['posts'][number];
