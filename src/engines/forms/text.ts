/** Headings as they are compared: one width, one script, no white space, numbering and unit split off. */
import { simplified } from '../reading/index.ts';
import writing from './lexicon/writing.json' with { type: 'json' };
import { takeUnit, type Unit } from './units.ts';

export interface Heading {
  /** As on paper, less white space. */
  readonly shown: string;
  /** Without brackets and their content. */
  readonly core: string;
  /** With the brackets' content joined in: 乡（镇） is 乡镇. */
  readonly whole: string;
  /** What stands in brackets and is no unit. */
  readonly notes: readonly string[];
  readonly unit: Unit | null;
  /** 其中：… */
  readonly ofWhich: boolean;
  /** Leading spaces: statistics indent what is part of the line above. */
  readonly indent: number;
}

const traditional: ReadonlyMap<string, string> = new Map([
  ...simplified,
  ...writing.traditional.split(' ').map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
]);
const variants = writing.variants.map(([from = '', to = '']): [RegExp, string] => [new RegExp(from, 'gu'), to]);
const numbering =
  /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:\.\d{1,2})*[、.．](?!\d)|[①-⑳]|[★☆※*●◆■]+|第[一二三四五六七八九十]+部分[、:：]?)/u;

/** One width and one script; white space and what is seen by no reader goes. */
export function squeeze(text: string): string {
  let out = '';
  for (const character of text.normalize('NFKC')) out += traditional.get(character) ?? character;
  return out.replace(/[\s\u200b-\u200f\u2060\ufeff_＿]+/gu, '');
}

/** The same words in one spelling: 号码 is 号, 类别 is 类型. */
export function canonical(text: string): string {
  let out = text.replace(/[的之“”"'‘’《》〈〉]/gu, '');
  for (const [from, to] of variants) out = out.replace(from, to);
  return out;
}

const cache = new Map<string, Heading>();

export function headingOf(text: string): Heading {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const heading = parse(text);
  if (cache.size > 5_000) cache.clear();
  cache.set(text, heading);
  return heading;
}

function parse(text: string): Heading {
  const shown = squeeze(text);
  const indent = /^[ \u3000]*/u.exec(text)?.[0].length ?? 0;
  let rest = shown.replace(/[:：]+$/u, '').replace(/[*★※]+$/u, '');
  for (let numbered = numbering.exec(rest); numbered !== null && numbered[0].length < rest.length; numbered = numbering.exec(rest))
    rest = rest.slice(numbered[0].length);
  const ofWhich = /^其中(?:[:：,，]|(?=.))/u.test(rest);
  if (ofWhich && rest.length > 2) rest = rest.replace(/^其中[:：,，]?/u, '');
  const { text: bare, unit } = takeUnit(rest);
  const notes: string[] = [];
  const core = bare.replace(/[（(【[]([^（()）【】[\]]*)[）)】\]]/gu, (_, inside: string) => {
    notes.push(inside);
    return '';
  });
  const whole = bare.replace(/[（()）【】[\]]/gu, '');
  return { shown, core: canonical(core), whole: canonical(whole), notes, unit, ofWhich, indent };
}

const harmlessNote = new RegExp(`^(?:${writing.harmless.join('|')})$`, 'u');

/** A bracket that explains and does not change what is asked. */
export function isHarmless(note: string): boolean {
  return note === '' || harmlessNote.test(note) || /^\d{1,2}[.、:：].*\d{1,2}[.、:：]/u.test(note) || note.length > 14;
}

const prefix = new RegExp(`^(?:${writing.prefixes})(?=.{2})`, 'u');
const suffix = new RegExp(`(?<=.{2})(?:${writing.suffixes})$`, 'u');

/** Words that narrow nothing, taken off one at a time from both ends. */
export function trimmed(core: string): string {
  return core.replace(prefix, '').replace(suffix, '');
}
