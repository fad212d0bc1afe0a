export type {
  Actor,
  Ask,
  AskKind,
  Clause,
  ClauseStatus,
  ConsultationFacts,
  Deadline,
  DocClass,
  DocClassKind,
  Duration,
  Elements,
  Frequency,
  Level,
  MeetingFacts,
  Modality,
  Polarity,
  Pressure,
  PressureKind,
  Quantity,
  Quotation,
  Reading,
  ReadOptions,
  Remark,
  Repeats,
  Tense,
} from './reading.ts';
export { askKinds, pressureKinds } from './reading.ts';
export { read } from './read.ts';
export { explain, type Explanation } from './explain.ts';
export { findPhrases } from './phrases.ts';
export type { FoundPhrase, PhraseOptions } from './phrases.ts';
export { levelOfOrgan } from './organs.ts';
export { normalise } from './normalise.ts';
export { numberAt } from './numbers.ts';
export { timeAt, type TimeBase } from './time-words.ts';
export { simplified } from './traditional.ts';
