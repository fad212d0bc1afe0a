export { DemandPage } from './demand.tsx';
export { CostTable } from './cost.tsx';
export { FindingList } from './findings.tsx';
