export { elementRoutes } from './api.ts';
