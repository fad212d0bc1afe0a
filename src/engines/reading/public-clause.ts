import type { ReadClause } from './clauses.ts';
import type { Flow } from './flow.ts';
import type { Clause } from './reading.ts';

/** A clause as others see it: quotations of the original instead of places in the running text. */
export function publicClause(flow: Flow, clause: ReadClause, part: Clause['part']): Clause {
  const quotation = flow.quotation(clause.start, clause.end);
  return {
    quote: quotation.quote,
    start: quotation.start,
    end: quotation.end,
    sentence: flow.quotation(clause.sentence.from, clause.sentence.end),
    actor: clause.actor,
    actorQuote: clause.subject ? flow.text.slice(clause.subject.start, clause.subject.end) : null,
    modality: clause.modality,
    polarity: clause.polarity,
    tense: clause.tense,
    conditional: clause.conditional,
    status: clause.status,
    part,
  };
}
