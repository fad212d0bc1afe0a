export { FillPage } from './fill.tsx';
