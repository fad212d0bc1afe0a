export { sendAnswer, type SentAnswer } from './acts.ts';
export { answerRoutes } from './api.ts';
export { findAnswerByLeaf } from './store.ts';
