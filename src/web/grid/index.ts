export type { Block } from './clipboard.ts';
export { judge, type Judged } from './judge.ts';
export { act, type Act, type GridState, type Row, type Spot } from './state.ts';
export { EntryGrid, type GridColumn } from './table.tsx';
