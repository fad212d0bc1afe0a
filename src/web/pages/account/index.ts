export { AccountPage } from './account.tsx';
