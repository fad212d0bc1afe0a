export { randomPool } from './random.ts';
export { nodeSuite } from './suite.ts';
