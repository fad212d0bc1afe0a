export { enrol, importPeople, type NewPerson } from './acts/enrol.ts';
export { hashPassword } from './acts/passwords.ts';
export { identify, signIn } from './acts/sign-in.ts';
export { allows, coversPlace, may, visibleBelow, type DemandAction, type DemandView, type Permission } from './rights.ts';
export { guardedRoles, type Caller, type Post, type Role } from './people.ts';
export { peopleRoutes } from './api.ts';
export { startForgetting } from './jobs.ts';
export { peopleFromCsv } from './sheet.ts';
