/** Data validations of a sheet, in the main list or in the extension list where Excel 2010 puts those that look into another sheet. */
import { rangeIn, type Range } from './xlsx-places.ts';

export interface Validation {
  readonly ranges: readonly Range[];
  readonly type: 'list' | 'whole' | 'decimal' | 'date' | 'time' | 'textLength' | 'custom' | 'other';
  /** The choices of a list, also where they stand in cells; null where they cannot be told (a formula, a missing sheet). */
  readonly list: readonly string[] | null;
}

export interface RawValidation {
  readonly ranges: readonly Range[];
  readonly type: Validation['type'];
  readonly source: string;
}

const MOST = 5_000;
const LONGEST = 10_000;
const types: readonly string[] = ['list', 'whole', 'decimal', 'date', 'time', 'textLength', 'custom'];

export class ValidationReader {
  readonly found: RawValidation[] = [];
  #type: Validation['type'] | null = null;
  #places = '';
  #source = '';
  #inside: 'places' | 'source' | null = null;

  open(local: string, attribute: (local: string) => string | null): void {
    if (local === 'dataValidation') {
      const type = attribute('type') ?? 'other';
      this.#type = isType(type) ? type : 'other';
      this.#places = attribute('sqref') ?? '';
      this.#source = '';
    } else if (this.#type !== null && local === 'formula1') this.#inside = 'source';
    else if (this.#type !== null && local === 'sqref') this.#inside = 'places';
  }

  text(text: string): void {
    if (this.#inside === 'source' && this.#source.length < LONGEST) this.#source += text;
    if (this.#inside === 'places' && this.#places.length < LONGEST) this.#places += text;
  }

  close(local: string): void {
    if (local === 'formula1' || local === 'sqref') this.#inside = null;
    if (local !== 'dataValidation' || this.#type === null) return;
    const ranges = this.#places.split(/\s+/u).flatMap((place) => rangeIn(place)?.range ?? []);
    if (this.found.length < MOST && ranges.length > 0) this.found.push({ ranges, type: this.#type, source: this.#source.trim() });
    this.#type = null;
  }
}

function isType(type: string): type is Validation['type'] {
  return types.includes(type);
}

/** `"男,女"` stands in the rule itself; anything else names cells, here or in another sheet, or a defined name for them. */
export function choicesOf(
  source: string,
  home: string,
  textsIn: (sheet: string, range: Range) => readonly string[] | null,
  nameOf: (name: string) => string | null,
): readonly string[] | null {
  const quoted = /^"(.*)"$/su.exec(source)?.[1];
  if (quoted !== undefined) return tidy(quoted.replaceAll('""', '"').split(/[,，]/u));
  const named = nameOf(source.replace(/^=/u, ''));
  const place = rangeIn(named ?? source);
  const texts = place === null ? null : textsIn(place.sheet ?? home, place.range);
  return texts === null ? null : tidy(texts);
}

function tidy(texts: readonly string[]): readonly string[] | null {
  const choices = texts.map((text) => text.trim()).filter((text) => text !== '');
  return choices.length === 0 || choices.length > 500 ? null : choices;
}
