export { announce, onAnnounce, wantFocus } from './announce.ts';
export { Alert, Eff, Fold, H1, organName, Report, Say, Ticks } from './parts.tsx';
export { TextField } from './field.tsx';
export { useNow } from './now.ts';
export { Qr } from './qr.tsx';
export { sourceOf } from './source.ts';
export { Answered } from './waiting.tsx';
