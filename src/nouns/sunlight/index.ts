export { sunlightRoutes } from './api.ts';
