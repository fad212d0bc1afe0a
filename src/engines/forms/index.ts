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
