import type { Clause, Quotation, Reading, ReadOptions } from './reading.ts';

/** First cut: every sentence is a binding clause; the layers follow. */
export function read(text: string, options: ReadOptions = {}): Reading {
  const clauses: Clause[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !'。！？；，\n'.includes(text[at] ?? '')) continue;
    if (at > from) {
      const quotation: Quotation = { quote: text.slice(from, at), start: from, end: at };
      clauses.push({
        ...quotation,
        sentence: quotation,
        actor: 'unstated',
        actorQuote: null,
        modality: 'none',
        polarity: 'positive',
        tense: 'now',
        conditional: false,
        status: 'binding',
        part: 'body',
      });
    }
    from = at + 1;
  }
  return {
    text,
    title: null,
    issuer: null,
    docNumber: null,
    date: options.sentAt?.slice(0, 10) ?? null,
    docClass: { kind: null, confidence: 0, missing: [] },
    elements: {
      title: null,
      issuer: null,
      docNumber: null,
      date: null,
      heading: null,
      body: { quote: text, start: 0, end: text.length },
      annexes: [],
    },
    addressees: null,
    addresseeLevels: [],
    issuerLevel: null,
    bodyCharacters: 0,
    annexCharacters: 0,
    asks: [],
    pressures: [],
    deadlines: [],
    clauses,
    durations: [],
    quantities: [],
    percentages: [],
    citations: [],
    meeting: null,
    consultation: null,
    emergency: null,
    remarks: [],
  };
}
