export { sendAnswer, type SentAnswer } from './acts.ts';
export { answerRoutes } from './api.ts';
