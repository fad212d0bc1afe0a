export { unitRoutes } from './api.ts';
export { establishOrgan, importUnits } from './acts.ts';
export { findOrgan, findUnit, findUnits, listOrgans, listUnits } from './store.ts';
export { unitsFromCsv, unitsToCsv } from './sheet.ts';
export { unitSchema, type Organ, type OrganKind, type Unit, type UnitRow } from './units.ts';
