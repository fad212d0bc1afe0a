import { readValue } from '../../engines/facts/index.ts';
import type { Element } from '../../engines/forms/index.ts';

export interface Judged {
  /** It cannot be recorded so. */
  readonly fault: string | null;
  /** It can, but somebody should look. */
  readonly doubt: string | null;
}

const fine: Judged = { fault: null, doubt: null };

/** What is shown of a number that a spreadsheet kept as one: 1.10105E+17, or eighteen digits that end in noughts. */
const shortened = /^\d(?:\.\d+)?E\+(?:1[1-9]|[2-9]\d)$/iu;

/** A cell as it is typed or pasted, before anything is sent. */
export function judge(element: Element, text: string): Judged {
  if (text === '') return fine;
  const { fault, doubt } = readValue(element, { text, lostDigits: shortened.test(text.trim()) });
  const rounded = /^\d{15}0{3}$/u.test(text.trim()) && doubt !== null;
  return rounded ? { fault: doubt, doubt: null } : { fault, doubt };
}
