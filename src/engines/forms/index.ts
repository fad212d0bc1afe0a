export { elementOf, elements } from './elements.ts';
export type { CodeEntry, Element, ElementType } from './elements.ts';
export type { Box, Grid, GridCell, Validation } from './grid.ts';
export type {
  Answer,
  Candidate,
  ColumnAnswer,
  Confirmed,
  Kind,
  LabelledCell,
  StatisticCell,
  TableUnderstanding,
  Understanding,
} from './understanding.ts';
export { confirmedHeading } from './memory.ts';
export { understand, type Told } from './understand.ts';
export { columnLetters, explainUnderstanding, presentUnderstanding } from './present.ts';
export type { PresentedTable, PresentedUnderstanding } from './present.ts';
export { SURE } from './filling/context.ts';
export { fillAnswers, isPerUnit, type AnsweredUnit, type AnsweredValue } from './filling/answered.ts';
export { fillForm, type Filling } from './filling/filling.ts';
export type { Missing } from './filling/sheet-fill.ts';
export { ratioOf, scaled } from './filling/measure.ts';
export { parsePeriod } from './filling/period.ts';
export { rawTableOf, registerOf, type RawTable } from './filling/register-headings.ts';
export { Registers, type Register } from './filling/registers.ts';
