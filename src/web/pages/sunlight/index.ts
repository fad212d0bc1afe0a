export { SunlightPage } from './sunlight.tsx';
