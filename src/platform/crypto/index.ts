export { isBreached } from './breached.ts';
export { randomPool } from './random.ts';
export { loadOrCreateSeal, type Seal } from './seal.ts';
export { nodeSuite } from './suite.ts';
