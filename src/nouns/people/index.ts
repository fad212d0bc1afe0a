export { enrol, hashPassword, identify, leavePost, signIn, signOut, type NewPerson } from './acts.ts';
export { allows, coversPlace, may, mayAsk, visibleBelow, type DemandAction, type DemandView, type Permission } from './rights.ts';
export { roles, type Caller, type Post, type Role } from './people.ts';
export { peopleRoutes } from './api.ts';
