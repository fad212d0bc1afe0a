export { replaySchema } from './rule-schemas.ts';
export { ruleRoutes, type RuleRoutes } from './api.ts';
export { adoptRulebooks, approveChange, openChange, proposeChange, type NewChange, type RulesActor } from './acts.ts';
export { digestOf, rulesOfThen, rulesOn, type RulesInForce } from './in-force.ts';
export { inspect, type CostLine, type Finding, type Inspected, type Inspection } from './inspection.ts';
export { checkNotice } from './notice.ts';
export { inSlices, replayOne, type PastJudgement, type PastJudgements, type Replayed, type Slice } from './replay.ts';
