export { candidates, type Candidate } from './candidates.ts';
export { compare, type Likeness, type Profile, type Reason } from './compare.ts';
