export { EntryBox } from './entry.tsx';
