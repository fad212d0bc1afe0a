/** Values that go into a cell that already says something: behind its label, into its blank, or as a tick in one of its boxes. */
import { boxesIn, choose, tickOf } from './choices.ts';
import type { TextEdit } from './values.ts';

/** The tick of the one box whose word says the value; null where none or several do, or where one is ticked already. */
export function tickEdits(key: string, value: string, text: string): readonly TextEdit[] | null {
  if (/[☑☒√✔✓■●]/u.test(text)) return null;
  const boxes = boxesIn(text).filter(({ word }) => word !== '');
  const chosen = choose(key, value, boxes.map(({ word }) => word)); // prettier-ignore
  const box = boxes.find(({ word }) => word === chosen);
  if (chosen === null || box === undefined || boxes.filter(({ word }) => word === chosen).length > 1) return null;
  const mark = text.slice(box.at, box.at + box.length);
  return [{ start: box.at, end: box.at + box.length, text: tickOf(mark) }];
}

const BLANK = /[\s\u3000_＿]/u;

/** Where the value goes in a cell that holds its own label. */
export function labelEdits(label: string, value: string, text: string): readonly TextEdit[] | null {
  const at = findLabel(label, text);
  if (at === null) return null;
  const before = text.slice(0, at.start);
  const colon = /^[\s\u3000]*(?:[（(][^（()）]*[)）])?[\s\u3000]*[:：]/u.exec(text.slice(at.end));
  // 「____村（社区）」: the blank stands before the label; the label's own word is not said twice.
  if (colon === null && before !== '' && /^[\s\u3000_＿]+$/u.test(before.slice(-2)))
    return blankBefore(before, text.slice(at.start), value);
  let from = at.end + (colon?.[0].length ?? 0);
  if (colon === null && from < text.length && !BLANK.test(text[from] ?? '')) return null;
  let to = from;
  while (to < text.length && BLANK.test(text[to] ?? '')) to++;
  const rest = text.slice(to);
  if (rest === '') {
    // Room that was drawn with spaces is used up by the value; the rest of it stays.
    const drawn = to - from;
    return [{ start: from, end: from + Math.min(drawn, width(value)), text: value }];
  }
  // Something follows: another label. A cell whose blank is filled already is not touched.
  if (to === from) return null;
  const used = Math.min(to - from - 1, width(value));
  if (/[_＿]/u.test(text.slice(from, to))) while (from < to && !/[_＿]/u.test(text[from] ?? '')) from++;
  return [{ start: from, end: Math.min(from + Math.max(used, 0), to), text: value }];
}

function blankBefore(before: string, label: string, value: string): readonly TextEdit[] | null {
  const word = /^[\s\u3000]*([^（(\s]+)/u.exec(label)?.[1] ?? '';
  const start = /[\s\u3000_＿]*$/u.exec(before)?.index ?? before.length;
  // 柳湾村 before 村（社区）, 青石镇 before 乡（镇）: the name keeps its own last word, the label keeps its own.
  const name = word !== '' && value.endsWith(word) ? value.slice(0, -word.length) : value;
  return name === '' ? null : [{ start, end: before.length, text: name }];
}

function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (character < '\u0100' ? 1 : 2), 0);
}

/** The label in the text, spaces and widths of characters ignored. */
function findLabel(label: string, text: string): { readonly start: number; readonly end: number } | null {
  const fold = (character: string): string => character.normalize('NFKC').replaceAll(/[\s:]/gu, '');
  const wanted = [...label].map(fold).join('');
  let folded = '';
  const places: { readonly start: number; readonly end: number }[] = [];
  let at = 0;
  for (const character of text) {
    const shown = fold(character);
    folded += shown;
    for (let unit = 0; unit < shown.length; unit++) places.push({ start: at, end: at + character.length });
    at += character.length;
  }
  const found = wanted === '' ? -1 : folded.indexOf(wanted);
  const [first, last] = [places[found], places[found + wanted.length - 1]];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}
