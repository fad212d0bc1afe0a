/** Pages of lines to one running text: frames of the page dropped, columns one after another, broken lines joined. */
import { columnOf, columnsOf, type Column, type Placed } from './pdf-columns.ts';
import { glue, type Grid, type Line } from './pdf-lines.ts';

export interface Page {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
  readonly grids: readonly Grid[];
}

export interface Block {
  readonly text: string;
  readonly grid: Grid | null;
}

export interface Flowed {
  readonly blocks: readonly Block[];
  readonly dropped: number;
}

/** The paragraph that may go on. */
interface Open {
  readonly text: string;
  readonly last: Placed;
  readonly page: number;
}

/** Head and foot of a page, where running titles and page numbers stand, and how much of its width such a line fills at most. */
const EDGE = 0.1;
const WIDEST_HEAD = 0.6;
const pageOfAll = /^\d{1,4}\s*[/／]\s*\d{1,4}$/u;
const pageNumber =
  /^[-—–－·\s]*\d{1,4}[-—–－·\s]*$|^第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?$|^\d{1,4}\s*[/／]\s*\d{1,4}$|^Page \d{1,4}(?: of \d{1,4})?$/iu;

export function flow(pages: readonly Page[]): Flowed {
  const running = runningLines(pages);
  const columns = usualColumns(pages);
  let dropped = 0;
  const blocks: Block[] = [];
  let open: Open | null = null;
  for (const page of pages) {
    const lines = page.lines.filter((line) => !(isAtEdge(page, line) && (isNumbered(line) || running.has(shape(page, line)))));
    dropped += page.lines.length - lines.length;
    for (const part of inOrder(columnsOf(page.width, lines, columns.get(Math.round(page.width))), page.grids)) {
      if ('rows' in part) {
        blocks.push({ text: '', grid: part });
        open = null;
      } else if (open !== null && goesOn(open.last, part, open.page === page.number)) {
        const text: string = open.text + glue(open.text, part.line.text) + part.line.text;
        blocks[blocks.length - 1] = { text, grid: null };
        open = { text, last: part, page: page.number };
      } else {
        blocks.push({ text: part.line.text, grid: null });
        open = { text: part.line.text, last: part, page: page.number };
      }
    }
  }
  return { blocks, dropped };
}

function isAtEdge(page: Page, line: Line): boolean {
  return line.base < page.height * EDGE || line.base - line.size > page.height * (1 - EDGE);
}

function isNumbered(line: Line): boolean {
  return pageNumber.test(line.text) || (line.pieces.length > 1 && line.pieces.some(({ text }) => pageOfAll.test(text)));
}

/** The edges of the text on all pages of one width: the last page often holds two lines. */
function usualColumns(pages: readonly Page[]): ReadonlyMap<number, Column> {
  const lines = new Map<number, Line[]>();
  for (const page of pages) {
    const key = Math.round(page.width);
    lines.set(key, [...(lines.get(key) ?? []), ...page.lines.filter((line) => !isAtEdge(page, line))]);
  }
  return new Map([...lines].map(([key, all]) => [key, columnOf(all)]));
}

/** What stands at one place of several pages, its numbers apart; a line as wide as the text is text. */
function runningLines(pages: readonly Page[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const known of new Set(
      page.lines.filter((line) => isAtEdge(page, line) && inkOf(line) < WIDEST_HEAD * page.width).map((line) => shape(page, line)),
    ))
      counts.set(known, (counts.get(known) ?? 0) + 1);
  const least = Math.max(2, Math.ceil(pages.length / 3));
  return new Set([...counts].filter(([, count]) => count >= least).map(([known]) => known));
}

function inkOf(line: Line): number {
  return line.pieces.reduce((sum, piece) => sum + piece.right - piece.left, 0);
}

function shape(page: Page, line: Line): string {
  return `${line.base < page.height / 2 ? 'head' : 'foot'} ${line.text.replace(/\d+/gu, '#').replace(/\s+/gu, '')}`;
}

function inOrder(placed: readonly Placed[], grids: readonly Grid[]): (Placed | Grid)[] {
  const parts: (Placed | Grid)[] = [...placed];
  for (const grid of grids) {
    const at = parts.findIndex((part) => 'line' in part && part.line.base > grid.top);
    parts.splice(at < 0 ? parts.length : at, 0, grid);
  }
  return parts;
}

const startsItem =
  /^(?:[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．）]|[①-⑳]|附件|第[一二三四五六七八九十]+[条章节])/u;

/** A line that ends at the edge of its column goes on in one that begins at the other edge, in letters of the same size. */
function goesOn(before: Placed, next: Placed, samePage: boolean): boolean {
  const { line, column } = before;
  const { size } = line;
  if (line.pieces.length > 1 || next.line.pieces.length > 1 || Math.abs(next.line.size - size) > 0.1 * size) return false;
  if (column.right - line.right > 2.2 * size || next.line.left - next.column.left > 0.9 * size) return false;
  if (samePage && column === next.column && next.line.base - line.base > 2.6 * size) return false;
  // What is set to the right, a signature or a date, ends there.
  if (line.left - column.left > 0.4 * (column.right - column.left)) return false;
  return column.right - column.left > 6 * size && !startsItem.test(next.line.text);
}
