export { enrol, hashPassword, identify, importPeople, leavePost, signIn, type NewPerson } from './acts.ts';
export { allows, coversPlace, may, visibleBelow, type DemandAction, type DemandView, type Permission } from './rights.ts';
export type { Caller, Post, Role } from './people.ts';
export { peopleRoutes } from './api.ts';
export { peopleFromCsv } from './sheet.ts';
