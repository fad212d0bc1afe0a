import type { Reading } from '../reading/index.ts';
import type { Ground, RuleCase } from './rule.ts';

/** How phrases of a rule file are turned into bounded matchers in one language. */
export interface PhraseGrammar {
  /** Names of the references {…} that stand for a number, any and small. */
  readonly number: { readonly name: string; readonly pattern: string };
  readonly smallNumber: { readonly name: string; readonly pattern: string };
  /** Sources of the bounded gaps … (inside one clause) and …… (inside one sentence). */
  readonly clauseGap: string;
  readonly sentenceGap: string;
  readonly flags: string;
  /** The source of an escaped literal: where words are parted by spaces it may run over a line end and begins a word. */
  literal(escaped: string): string;
  /** The text as the cheap test of character pairs compares it. */
  fold(text: string): string;
  numberOf(words: string): number;
}

/** A text made plain, with the way back to the drafter's own characters. */
export interface Plain {
  readonly text: string;
  quotation(from: number, to: number): { readonly quote: string; readonly start: number; readonly end: number };
}

/** What words around a mark tell of its standing. */
export interface ClauseWords {
  /** A releasing verb without an object of its own takes the topic before the comma. */
  readonly takesTopic: RegExp;
  /** Names what a text is said to contain, whatever it orders. */
  readonly namesItems: RegExp;
  /** An account of what nameless others did, never of a demand. */
  readonly anonymised: RegExp;
  /** A clause that only names the case for what follows the comma. */
  readonly namesCase: RegExp;
  /** Names of other documents, and quoted words; both with the flag g. */
  readonly cited: RegExp;
  readonly quoted: RegExp;
}

export interface Organs {
  kindOf(name: string | null): string | null;
  /** A lower party committee or government stands among the addressees. */
  addressesGovernment(addressees: string | null): boolean;
  addressesTowns(addressees: string | null): boolean;
  isGrassroots(addressees: string | null, levels: readonly string[]): boolean;
}

/** What the page and the command line print around the words of a rule. */
export interface CountryWords {
  readonly undecided: string;
  readonly missing: string;
  readonly notYetPublic: string;
  readonly grounds: Readonly<Record<Ground, string>>;
}

/**
 * Everything that the engine has to know of a country and its language, handed in: the files beside this one name no organ, no word and no
 * holiday of any. A rulebook says whose it is.
 */
export interface Country {
  readonly id: string;
  /** The text as rules see it: one width, one script, nothing invisible, so that none of it hides words from a rule. */
  plain(text: string): Plain;
  read(text: string, options: { readonly sentAt: string | null }): Reading;
  readonly organs: Organs;
  /** Channels by the class of the document that reading found. */
  readonly channels: Readonly<Record<string, string>>;
  readonly relayTitle: RegExp;
  /** How a register says that there is no entry. */
  readonly absent: ReadonlySet<string>;
  readonly clauses: ClauseWords;
  readonly phrases: PhraseGrammar;
  /** Up to where a sentence runs on, and where one ends. */
  readonly withinSentence: RegExp;
  readonly sentenceEnd: RegExp;
  isWorkday(date: string): boolean;
  workdaysBetween(from: string, to: string): number;
  /** Months from the first to the last of two months named in some words as a term; -1 where none is. */
  monthsIn(words: string, year: number): number;
  /** A quotation inside a message: one short line. */
  shorten(quote: string): string;
  /** Characters of a mend that still fit on one line. */
  readonly mendLimit: number;
  readonly words: CountryWords;
  /** A plain notice around the sentence of a case. */
  notice(entry: RuleCase): string;
}
