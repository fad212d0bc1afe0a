import { firstReaching } from '../../base/sorted.ts';
import type { Ask, Pressure, Reading } from '../reading/index.ts';
import type { Demand } from './demand.ts';
import { findMark, stillBinds, stretchesOf, type CompiledMark, type MarkContext, type MarkHit, type Stretch } from './marks.ts';
import type { Country } from './country.ts';
import { pairsOf } from './phrase.ts';
import type { ParamValue } from './rule.ts';

/** One notice as the expressions see it: marks are looked for when asked and remembered. */
export class NoticeView {
  readonly reading: Reading;
  readonly demand: Demand;
  private readonly context: MarkContext;
  private readonly asked: readonly Ask[];
  private readonly pressed: readonly Pressure[];
  private readonly found = new Map<CompiledMark, readonly MarkHit[]>();
  private marks: ReadonlyMap<string, CompiledMark> = new Map();
  private params: ReadonlyMap<string, ParamValue> = new Map();

  constructor(reading: Reading, demand: Demand, country: Country, withdraws: CompiledMark | undefined) {
    this.reading = reading;
    this.demand = demand;
    const { cited, quoted } = country.clauses;
    const context = {
      country,
      pairs: pairsOf(reading.text, country.phrases),
      cited: stretchesOf(reading.text, cited),
      withdraws: false,
    };
    this.context =
      withdraws !== undefined && findMark(withdraws, reading, context).length > 0
        ? // What a withdrawing notice quotes is what it withdraws.
          {
            ...context,
            cited: [...context.cited, ...stretchesOf(reading.text, quoted)].sort((a, b) => a.start - b.start),
            withdraws: true,
          }
        : context;
    this.asked = reading.asks.filter((ask) => stillBinds(reading, this.context, ask));
    this.pressed = reading.pressures.filter((pressure) => stillBinds(reading, this.context, pressure));
    demand.askCount = this.asked.length;
  }

  /** Marks and parameters of the rule that is judged next. */
  use(marks: ReadonlyMap<string, CompiledMark>, params: ReadonlyMap<string, ParamValue>): void {
    this.marks = marks;
    this.params = params;
  }

  hits(name: string): readonly MarkHit[] {
    const read = this.readHits(name);
    if (read !== null) return read;
    const mark = this.marks.get(name);
    if (mark === undefined) return [];
    let hits = this.found.get(mark);
    if (hits === undefined) {
      hits = findMark(mark, this.reading, this.context);
      this.found.set(mark, hits);
    }
    return hits;
  }

  /** `ask:pledge`, `pressure:absolute`: what the reading found stands beside a mark as if a phrase had found it. */
  private readHits(name: string): readonly MarkHit[] | null {
    const colon = name.indexOf(':');
    if (colon < 0) return null;
    const kind = name.slice(colon + 1);
    const found = name.startsWith('ask') ? this.asked : this.pressed;
    return found
      .filter((one) => one.kind === kind)
      .map(({ start, end, sentence }) => ({
        start,
        end,
        number: null,
        phrase: name,
        sentenceStart: sentence.start,
        sentenceEnd: sentence.end,
      }));
  }

  says(name: string): boolean {
    return this.hits(name).length > 0;
  }

  /** Different words of the mark that stand in the text: three kinds of material, not one named three times. */
  kindsOf(name: string): number {
    return new Set(this.hits(name).map((hit) => this.reading.text.slice(hit.start, hit.end))).size;
  }

  /** Both marks in one sentence. */
  together(one: string, other: string): boolean {
    const sentences = new Set(this.hits(other).map((hit) => hit.sentenceStart));
    return this.hits(one).some((hit) => sentences.has(hit.sentenceStart));
  }

  /** Both marks in one sentence or in sentences that follow one another. Hits stand in order, so only the next before and behind can be that near. */
  near(one: string, other: string): boolean {
    if (this.together(one, other)) return true;
    const { text } = this.reading;
    const others = this.hits(other);
    const follows = (first: MarkHit, second: MarkHit): boolean =>
      second.sentenceStart - first.sentenceEnd <= 4 && !text.slice(first.sentenceEnd, second.sentenceStart).includes('\n\n');
    return this.hits(one).some((hit) => {
      const at = firstReaching(others, (second) => second.start >= hit.start);
      const [before, behind] = [others[at - 1], others[at]];
      return (before !== undefined && follows(before, hit)) || (behind !== undefined && follows(hit, behind));
    });
  }

  /** Largest number that a phrase of the mark caught, or -1. */
  number(name: string): number {
    return this.hits(name).reduce((most, hit) => Math.max(most, hit.number ?? -1), -1);
  }

  /** Calendar days from sending to the nearest deadline in the sentence of the mark, or -1. */
  dueWith(name: string): number {
    return this.leastDays(name, this.demand.deadlines);
  }

  /** Months of the longest term named in a sentence of the mark or in the next one, or -1. */
  monthsWith(name: string): number {
    const { text } = this.reading;
    const { country } = this.context;
    return this.hits(name).reduce((most, { sentenceStart, sentenceEnd }) => {
      const rest = text.slice(sentenceEnd + 1);
      const next = rest.slice(0, Math.max(0, rest.search(country.sentenceEnd)));
      return Math.max(most, country.monthsIn(text.slice(sentenceStart, sentenceEnd) + '\n' + next, this.demand.year));
    }, -1);
  }

  /** Calendar days from the latest past date in the sentence of the mark to sending, or -1. */
  lapsedWith(name: string): number {
    return this.leastDays(name, this.demand.lapsed);
  }

  private leastDays(name: string, dates: Demand['deadlines']): number {
    const hits = this.hits(name);
    const days = dates.filter(({ start }) => {
      const hit = hits[firstReaching(hits, ({ sentenceStart }) => sentenceStart > start) - 1];
      return hit !== undefined && start < Math.max(hit.sentenceEnd, hit.end);
    });
    return days.length === 0 ? -1 : days.reduce((least, { days: left }) => Math.min(least, left), Number.POSITIVE_INFINITY);
  }

  asks(kind: string): number {
    return this.asked.filter((ask) => ask.kind === kind).length;
  }

  asksEvery(kind: string, frequency: string): boolean {
    return this.asked.some((ask) => ask.kind === kind && ask.frequency === frequency);
  }

  presses(kind: string): boolean {
    return this.pressed.some((pressure) => pressure.kind === kind);
  }

  pressesEvery(kind: string, frequency: string): boolean {
    return this.pressed.some((pressure) => pressure.kind === kind && pressure.frequency === frequency);
  }

  behaves(behaviours: readonly string[]): number {
    return behaviours.filter((behaviour) => this.says(behaviour)).length;
  }

  param(name: string): ParamValue {
    return this.params.get(name) ?? null;
  }

  /** Places named by a rule's `at`: a mark, `ask:form`, `pressure:rush`. */
  places(at: string): readonly Stretch[] {
    return this.hits(at);
  }
}
