export { sendAnswer, type SentAnswer } from './acts.ts';
export { answerRoutes, labelOf } from './api.ts';
export { findAnswerByLeaf } from './store.ts';
