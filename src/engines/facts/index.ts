export { answerOf, factOf } from './answered.ts';
export { check, type Doubt } from './check.ts';
export { derive, type Derived } from './derive.ts';
export { fold, historyOf, type Entry, type Fact } from './fold.ts';
export { birthOf, checkCharacter, readIdNumber } from './id-number.ts';
export { counted, countedFrom, statistics, type Registers, type Statistic } from './statistics.ts';
export { halfWidth } from './text.ts';
export {
  masked,
  readValue,
  sameHeld,
  stateOf,
  writeValue,
  type Cell,
  type Held,
  type HeldValues,
  type ReadCell,
  type ValueState,
} from './value.ts';
