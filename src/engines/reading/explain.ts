import type { Reading, ReadOptions } from './reading.ts';
import { readLayers } from './read.ts';

export interface Explanation {
  readonly posture: string;
  readonly reading: Reading;
  /** One line a clause: what it is worth, who acts, the words, and the words of the lexicon seen in them. */
  readonly clauses: readonly string[];
  readonly findings: readonly string[];
}

/** The layers of a reading in words, for whoever wants to know why something was found or not. */
export function explain(text: string, options: ReadOptions = {}): Explanation {
  const { reading, layers } = readLayers(text, options);
  const clauses = layers.parts.flatMap((part) =>
    part.clauses.map((clause) => {
      const words = part.flow.text.slice(clause.start, clause.end).slice(0, 80);
      const seen = clause.tokens.map((token) => `${token.word}(${token.tags.names.join(' ')})`).join(' ');
      return `[${clause.status} ${clause.actor} ${clause.modality} ${clause.tense}] ${words} ← ${seen}`;
    }),
  );
  const findings = [
    ...reading.asks.map((ask) => `ask ${ask.kind} ${ask.frequency}: ${ask.quote}`),
    ...reading.pressures.map((pressure) => `pressure ${pressure.kind}: ${pressure.quote}`),
    ...reading.deadlines.map(
      (deadline) => `deadline ${deadline.date ?? '?'} ${deadline.time ?? ''} ${deadline.repeats ?? ''} ${deadline.kind}: ${deadline.quote}`,
    ),
  ];
  return { posture: layers.posture, reading, clauses, findings };
}
