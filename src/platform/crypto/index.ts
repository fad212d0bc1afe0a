export { nodeSuite } from './suite.ts';
