export { GatePage } from './gate.tsx';
