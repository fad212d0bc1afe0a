export { RulesPage } from './rules.tsx';
