export { ruleRoutes } from './api.ts';
export { inspect, rulesDigest, type CostLine, type Finding, type Inspected, type Inspection } from './inspection.ts';
export { checkNotice } from './notice.ts';
