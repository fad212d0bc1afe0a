import type { Point } from './points.ts';

/** What every notice says carries no matter: organs, levels, and the grammar of orders. */
const common =
  /各(?:县|市|区|乡镇|镇|乡|村|街道|单位|地|校|院|站|所|部门|社区)+|我[县市区镇乡局]|(?:全|本)[县市区镇乡省]|切实|认真|进一步|扎实|有效|积极|做好|抓好|开展|进行|加强|落实|工作|要求|通知|情况|有关|相关|组织|完成|确保|务必|必须|应当|原则上|一律|不得|不少于|不低于|以上|至少|各|请|要|须|应|的|了|和|与|及|或|等|在|于|由|对|为|将|并|前|后|内|\d+|[，。；：、！？（）“”《》〔〕\s]/gu;

/** Pairs of neighbouring characters: a measure of likeness that needs no dictionary. */
export function bigrams(text: string): Set<string> {
  const grams = new Set<string>();
  // 9000 in both papers joins them; a single digit does not.
  for (const number of text.match(/(?<!\d)(?!20\d\d(?!\d))\d{3,}/gu) ?? []) grams.add(number);
  for (const run of text.replaceAll(common, ' ').split(' ')) {
    if (run.length === 1) grams.add(run);
    for (let at = 0; at + 1 < run.length; at += 1) grams.add(run.slice(at, at + 2));
  }
  return grams;
}

export interface Weigher {
  /** 0 (nothing in common) to 1 (the same words), rare words counting more. */
  readonly likeness: (one: string, other: string) => number;
  /** Share of the first text's weight that the second holds. */
  readonly held: (one: string, other: string) => number;
}

/** Weighs words by how few sentences of both papers hold them. */
export function weigherOf(points: readonly Point[]): Weigher {
  const seen = new Map<string, number>();
  for (const point of points) for (const gram of bigrams(point.text)) seen.set(gram, (seen.get(gram) ?? 0) + 1);
  const weight = (gram: string): number => Math.log(1 + (points.length + 1) / ((seen.get(gram) ?? 0) + 0.5));
  const known = new Map<string, { readonly grams: ReadonlySet<string>; readonly total: number }>();
  const of = (text: string): { readonly grams: ReadonlySet<string>; readonly total: number } => {
    const cached = known.get(text);
    if (cached) return cached;
    const grams = bigrams(text);
    const made = { grams, total: [...grams].reduce((sum, gram) => sum + weight(gram), 0) };
    known.set(text, made);
    return made;
  };
  const shared = (one: string, other: string): number => {
    const theirs = of(other).grams;
    let sum = 0;
    for (const gram of of(one).grams) if (theirs.has(gram)) sum += weight(gram);
    return sum;
  };
  return {
    likeness: (one, other) => {
      const product = of(one).total * of(other).total;
      return product === 0 ? 0 : shared(one, other) / Math.sqrt(product);
    },
    held: (one, other) => (of(one).total === 0 ? 0 : shared(one, other) / of(one).total),
  };
}
