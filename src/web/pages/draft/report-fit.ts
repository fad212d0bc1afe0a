/** Points that the findings may take on the sheet, below its head and above its foot, and the width of one of two columns. */
const sheet = { height: 465, column: 238 } as const;
const sizes = [9, 8.5, 8, 7.5, 7] as const;
const lineHeight = 1.32;
const between = 3;

/** What one finding takes: so many characters in the larger face, so many in the smaller one below it. */
export interface Entry {
  readonly large: number;
  readonly small: number;
  /** Whole lines beside: a quotation has a line of its own, or two. */
  readonly lines: number;
}

/** The largest type in which two columns hold the findings, and how many of them where even the smallest does not hold all. */
export function fitOf(entries: readonly Entry[]): { readonly size: number; readonly held: number } {
  const smallest = sizes[sizes.length - 1] ?? 7;
  const size = sizes.find((each) => heldIn(entries, each) === entries.length) ?? smallest;
  return { size, held: heldIn(entries, size) };
}

/** A finding is not cut in two: the left column ends where the next one would not fit. */
function heldIn(entries: readonly Entry[], size: number): number {
  const across = Math.floor(sheet.column / size) - 2;
  let [held, column, used] = [0, 0, 0];
  for (const { large, small, lines } of entries) {
    const height = (Math.ceil(large / across) + Math.ceil((small * 0.9) / across) + lines) * size * lineHeight + between;
    if (used + height > sheet.height) {
      column += 1;
      used = 0;
      if (column > 1) break;
    }
    used += height;
    held += 1;
  }
  return held;
}
