export { LedgerPage } from './ledger.tsx';
