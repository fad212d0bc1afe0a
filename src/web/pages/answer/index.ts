export { AnswerPage } from './answer.tsx';
