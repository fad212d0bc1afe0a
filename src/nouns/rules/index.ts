export { ruleRoutes } from './api.ts';
export { inspect, type CostLine, type Finding, type Inspected, type Inspection } from './inspection.ts';
export { checkNotice } from './notice.ts';
