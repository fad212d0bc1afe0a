export { compare, diff } from './compare.ts';
export { addOnKinds, type AddOn, type AddOnKind, type Comparison } from './lineage.ts';
