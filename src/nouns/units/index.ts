export { unitRoutes } from './api.ts';
export { establishOrgan, importUnits } from './acts.ts';
export { findOrgan, findUnit, findUnits, listUnits } from './store.ts';
export { unitsFromCsv, unitsToCsv } from './sheet.ts';
export type { Organ, OrganKind, Unit, UnitRow } from './units.ts';
