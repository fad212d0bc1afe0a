/** --period: YYYY, YYYY-MM or YYYY-Qn. The 时点 is its last day. */
export interface Period {
  readonly year: number;
  readonly first: string;
  readonly last: string;
}

export function parsePeriod(text: string): Period | null {
  const match = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?$/u.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const [from, to] =
    match[2] !== undefined
      ? [Number(match[2]), Number(match[2])]
      : match[3] !== undefined
        ? [Number(match[3]) * 3 - 2, Number(match[3]) * 3]
        : [1, 12];
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  return { year, first: day(Date.UTC(year, from - 1, 1)), last: day(Date.UTC(year, to, 0)) };
}

/** A day that the form itself names: 年龄计算截至2025年12月31日, 截至2025年6月底, 截至2025年末. */
export function dayIn(texts: readonly string[]): string | null {
  for (const text of texts) {
    const match = /截[至止][于到]?[:：]?\s*(\d{4})\s*年(?:\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?|\s*[底末])/u.exec(text);
    if (match === null) continue;
    const [, year = '', month = '12', day] = match;
    if (day === undefined) return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
    return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return null;
}

/** The year that a heading speaks of: 上一年度 in a form for 2025 is 2024; a year that it names itself counts. */
export function yearIn(path: readonly string[], year: number | null, offset: 0 | -1 = 0): number | null {
  const leaf = path.join('/');
  if (offset === -1 || /上一?年度?|去年|旧年|上年末|上年底/u.test(leaf)) return year === null ? null : year - 1;
  if (/前年/u.test(leaf)) return year === null ? null : year - 2;
  const named = [...leaf.matchAll(/(?<!\d)((?:19|20)\d{2})年?(?!\d)/gu)].at(-1)?.[1];
  return named === undefined ? year : Number(named);
}
