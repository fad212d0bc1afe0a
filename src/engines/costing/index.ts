export type {
  Cost,
  CostField,
  CostInput,
  CostKind,
  CostLine,
  FieldTariff,
  FieldType,
  Per,
  Provenance,
  Range,
  Tariff,
  TariffItem,
  UnitSize,
} from './costing.ts';
export { cost, totalHours } from './cost.ts';
export { demoTariff } from './tariff.ts';
