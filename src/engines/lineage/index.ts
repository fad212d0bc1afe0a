export { askedItems } from './fields.ts';
export { compare, diff } from './compare.ts';
export { withParent } from './findings.ts';
export type { AddOn, AddOnKind, Comparison } from './lineage.ts';
