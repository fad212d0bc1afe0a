/** What was filled and what was not, as the contract of `fill --json` writes it and in words. Rows from 1, columns as letters. */
import { columnLetters, elementOf, type Filling } from '../engines/forms/index.ts';

/** A whole column has row null: element, source, day and confidence are the same for each of its cells. */
export function presentFilling({ filled, missing, provenance }: Filling) {
  return {
    filled,
    missing: missing.map((one) => ({ ...one, row: one.row + 1, column: columnLetters(one.column) })),
    values: provenance.map((one) => ({ ...one, row: one.row === null ? null : one.row + 1, column: columnLetters(one.column) })),
  };
}

export function describeFilling(filling: Filling, out: string, explain: boolean): string {
  const lines = [`填了${filling.filled}格，存为《${out}》。 ${filling.filled} cells filled.`];
  if (explain) {
    for (const { sheet, row, column, element, from, asOf, confidence, filled, proposed } of filling.provenance) {
      const place = `${sheet}!${columnLetters(column)}${row === null ? '' : row + 1}`;
      const when = asOf === null ? '' : `，${asOf}`;
      lines.push(
        `  ${place}  ${nameOf(element)}  ${proposed ? '拿不准，没有填（--accept 才填）' : `${filled}格，来自${from === '' ? '—' : from}${when}`}，把握 ${confidence.toFixed(2)}`,
      );
    }
  }
  lines.push(...openLines(filling));
  return `${lines.join('\n')}\n`;
}

/** One line for one element and reason: a register of hundreds would fill the screen otherwise. */
function openLines({ missing }: Filling): string[] {
  const groups = new Map<string, { count: number; first: string }>();
  for (const { sheet, row, column, element, reason } of missing) {
    const key = `${nameOf(element)}：${reason}`;
    const group = groups.get(key) ?? { count: 0, first: `${sheet}!${columnLetters(column)}${row + 1}` };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  if (groups.size === 0) return [];
  return [
    '还要人填的 left to give:',
    ...[...groups].map(([key, { count, first }]) => `  ${key}（${count === 1 ? first : `${first} 等${count}格`}）`),
  ];
}

function nameOf(element: string): string {
  return elementOf(element)?.zh ?? element;
}
