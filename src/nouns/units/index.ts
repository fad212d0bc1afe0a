export { unitRoutes } from './api.ts';
export { establishOrgan, importOrgans, importUnits } from './acts.ts';
export { findOrgan, findOrganByName, findUnit, findUnits, listUnits } from './store.ts';
export { organsFromCsv, unitsFromCsv, unitsToCsv } from './sheet.ts';
export type { Organ, OrganKind, Unit, UnitRow } from './units.ts';
