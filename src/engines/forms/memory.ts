/** What people confirmed before, and the fingerprint under which it is kept. */
import type { Confirmed } from './understanding.ts';
import { headingOf } from './text.ts';

export interface Confirmations {
  /** The element that was confirmed for these headings, null for "none of these", undefined where nobody said. */
  of(path: readonly string[]): string | null | undefined;
}

/** Headings as they are kept with a confirmation: spelling, brackets and white space do not matter. */
export function confirmedHeading(path: readonly string[]): string {
  return path.map((words) => headingOf(words).whole).join('/');
}

export function confirmationsFor(fingerprint: string, confirmed: readonly Confirmed[]): Confirmations {
  const general = new Map<string, string | null>();
  const own = new Map<string, string | null>();
  for (const { fingerprint: of, heading, element } of confirmed) {
    if (of === null) general.set(heading, element);
    else if (of === fingerprint) own.set(heading, element);
  }
  return {
    of(path) {
      const heading = confirmedHeading(path);
      return own.has(heading) ? own.get(heading) : general.get(heading);
    },
  };
}

/** Of the template's words, whatever its records: two FNV-1a hashes of 32 bits. It names, it does not protect. */
export function fingerprintOf(words: readonly string[]): string {
  const text = words.join('\n');
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b) + at;
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
