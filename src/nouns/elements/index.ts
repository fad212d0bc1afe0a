export { admitElement, dictionaryOf } from './acts.ts';
export { elementRoutes } from './api.ts';
export { dictionaryRoutes } from './dictionary.ts';
export type { Dictionary } from './elements.ts';
export { listMeanings } from './store.ts';
