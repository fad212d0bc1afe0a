export { DraftPage } from './draft.tsx';
export { DraftsPage } from './drafts.tsx';
