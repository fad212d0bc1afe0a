import type { Note } from './notes.ts';

/** One comment a place, whatever number of things is said of it, in the order of the text; `last` stands at its last character. */
export function gatherNotes(text: string, notes: readonly Note[], last: readonly string[]): Note[] {
  const places = new Map<string, { start: number; end: number; lines: string[] }>();
  for (const { start, end, lines } of notes) {
    const place = places.get(`${start} ${end}`);
    if (place === undefined) places.set(`${start} ${end}`, { start, end, lines: [...lines] });
    else place.lines.push('', ...lines);
  }
  const inOrder: Note[] = [...places.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  const end = text.trimEnd().length;
  return last.length === 0 || end === 0 ? inOrder : [...inOrder, { start: end - 1, end, lines: last }];
}

/** More comments than this nobody reads, and Word opens no more with ease. */
export const mostNotes = 500;
