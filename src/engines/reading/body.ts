import { firstReaching } from '../../base/sorted.ts';
import type { Flow } from './flow.ts';
import type { Layout, Stretch } from './layout.ts';
import type { Line } from './lines.ts';
import { isCjk } from './normalise.ts';

const ends = new Set(['。', '！', '？', '；', '：', '”', '）', '】']);
const WIDE = 60;

/** The running text of a stretch: frames of the page, list marks, spaces beside Chinese and line breaks inside sentences dropped. */
export function bodyFlow(normal: Flow, layout: Layout, stretch: Stretch): Flow {
  const drop = new Set<number>();
  for (const line of linesIn(layout.dropped, stretch)) for (let at = line.start; at < line.end; at += 1) drop.add(at);
  const lines = linesIn(layout.lines, stretch);
  let widest = 0;
  for (const line of lines) widest = Math.max(widest, Math.min(WIDE + 1, line.text.length));
  let previousEnd = stretch.start;
  lines.forEach((line, index) => {
    const start = Math.max(line.start, stretch.start);
    const joins = index > 0 && line.fresh !== true && broken(lines[index - 1]?.text ?? '', line.text, widest);
    for (let at = previousEnd; at < start; at += 1) if (joins || normal.text[at] !== '\n') drop.add(at);
    previousEnd = Math.min(line.end, stretch.end);
  });
  for (let at = stretch.start; at < stretch.end; at += 1) {
    if (normal.text.charCodeAt(at) !== 0x20) continue;
    const before = normal.text[at - 1] ?? '';
    const after = normal.text[at + 1] ?? '';
    if (!latin(before) || !latin(after)) drop.add(at);
  }
  return normal.part(stretch.start, stretch.end, drop);
}

/** Lines stand in order: a text of ten thousand annexes is not looked through ten thousand times. */
function linesIn(lines: readonly Line[], stretch: Stretch): readonly Line[] {
  const from = firstReaching(lines, (line) => line.end > stretch.start);
  return lines.slice(
    from,
    firstReaching(lines, (line) => line.start >= stretch.end),
  );
}

const latin = (char: string): boolean => (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || (char >= '0' && char <= '9');

/** Whether a line goes on in the next one: it ends at the edge of the page, in the middle of a sentence. */
function broken(line: string, next: string, widest: number): boolean {
  const last = line.at(-1) ?? '';
  if (ends.has(last)) return false;
  if (startsItem(next)) return false;
  if (last === '，' || last === '、') return true;
  return widest <= WIDE && line.length >= 18 && line.length >= widest * 0.85 && (isCjk(last) || /[0-9A-Za-z（“《]/u.test(last));
}

const startsItem = (line: string): boolean =>
  /^([一二三四五六七八九十]{1,3}[、是]|（[一二三四五六七八九十0-9]{1,3}）|\d{1,2}[.、．）]|[①-⑳]|附件|第[一二三四五六七八九十]+[条章节])/u.test(
    line,
  );
