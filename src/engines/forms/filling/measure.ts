/** Units of forms and their exact ratios: 1 亩 is 2000/3 square metres, 15 亩 are one hectare. */
interface Unit {
  readonly kind: 'area' | 'money' | 'length' | 'rain' | 'people' | 'count' | 'months' | 'age';
  /** numerator / denominator of the kind's base. */
  readonly of: readonly [bigint, bigint];
  /** 年, 月: a yearly sum and a monthly one are different facts. */
  readonly per: string | null;
}

const units: Readonly<Record<string, readonly [Unit['kind'], bigint, bigint]>> = Object.assign(Object.create(null) as Record<string, readonly [Unit['kind'], bigint, bigint]>, {
  平方米: ['area', 1n, 1n], 平米: ['area', 1n, 1n], '㎡': ['area', 1n, 1n], m2: ['area', 1n, 1n], 'm²': ['area', 1n, 1n],
  亩: ['area', 2000n, 3n], 万亩: ['area', 20_000_000n, 3n], 市亩: ['area', 2000n, 3n], 公顷: ['area', 10_000n, 1n], hm2: ['area', 10_000n, 1n], ha: ['area', 10_000n, 1n], 公亩: ['area', 100n, 1n], 千公顷: ['area', 10_000_000n, 1n],
  平方公里: ['area', 1_000_000n, 1n], 平方千米: ['area', 1_000_000n, 1n], km2: ['area', 1_000_000n, 1n], 'km²': ['area', 1_000_000n, 1n],
  元: ['money', 1n, 1n], 百元: ['money', 100n, 1n], 千元: ['money', 1000n, 1n], 万元: ['money', 10_000n, 1n], 百万元: ['money', 1_000_000n, 1n], 亿元: ['money', 100_000_000n, 1n],
  公里: ['length', 1000n, 1n], 千米: ['length', 1000n, 1n], km: ['length', 1000n, 1n], 里: ['length', 500n, 1n], 华里: ['length', 500n, 1n], 米: ['length', 1n, 1n], m: ['length', 1n, 1n],
  毫米: ['rain', 1n, 1n], mm: ['rain', 1n, 1n], 厘米: ['rain', 10n, 1n],
  人: ['people', 1n, 1n], 人次: ['people', 1n, 1n], 名: ['people', 1n, 1n], 万人: ['people', 10_000n, 1n], 百人: ['people', 100n, 1n], 千人: ['people', 1000n, 1n],
  月: ['months', 1n, 1n], 个月: ['months', 1n, 1n], 周岁: ['age', 1n, 1n], 岁: ['age', 1n, 1n],
}); // prettier-ignore

const counted = new Set([
  '个',
  '户',
  '间',
  '层',
  '具',
  '头',
  '只',
  '头/只',
  '羽',
  '匹',
  '处',
  '座',
  '栋',
  '幢',
  '块',
  '起',
  '件',
  '次',
  '条',
  '支',
  '台',
  '辆',
  '份',
]);

function unitOf(text: string): (Unit & { readonly word: string }) | null {
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, '').replace(/^㎡$/u, '平方米');
  if (counted.has(plain)) return { kind: 'count', of: [1n, 1n], per: null, word: plain };
  const many = /^([百千万])(.+)$/u.exec(plain);
  if (many !== null && counted.has(many[2] ?? ''))
    return { kind: 'count', of: [{ 百: 100n, 千: 1000n, 万: 10_000n }[many[1] ?? ''] ?? 1n, 1n], per: null, word: many[2] ?? '' };
  const [base = '', ...rest] = plain.split(/[/每·]/u);
  const known = units[base];
  // 元/人, 元/户: whose sum it is stands in the element already; only the period makes another fact.
  const per = rest.join('').replace(/^[人户]/u, '');
  return known === undefined ? null : { kind: known[0], of: [known[1], known[2]], per: per === '' ? null : per, word: base };
}

export interface Ratio {
  readonly by: bigint;
  readonly over: bigint;
}

/** What a value in `from` is multiplied by to be in `to`; null where the two do not measure the same. */
export function ratioOf(from: string | null, to: string | null): Ratio | null {
  if (to === null || from === null || from === to) return { by: 1n, over: 1n };
  const [a, b] = [unitOf(from), unitOf(to)];
  if (a === null || b === null || a.kind !== b.kind) return null;
  if (a.kind === 'count' && a.word !== b.word && !a.word.split('/').includes(b.word)) return null;
  if (a.per !== null && b.per !== null && a.per !== b.per) return null;
  // 元/月 asked where 元/年 is held, or the reverse, is another fact; a bare 元 is taken as the element's own period.
  if (a.per === null && b.per !== null && b.kind === 'money') return null;
  return { by: a.of[0] * b.of[1], over: a.of[1] * b.of[0] };
}

const DECIMAL = /^([+-]?)(\d{1,18})(?:\.(\d{1,12}))?$/u;

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** The value times the ratio, exactly, to `places` decimals at most (half up); null where the text is no plain number. */
export function scaled(text: string, { by, over }: Ratio, places: number): string | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const fraction = match[3] ?? '';
  const digits = BigInt(`${match[2]}${fraction}`);
  const unit = 10n ** BigInt(places);
  const [numerator, denominator] = [digits * by * unit, over * 10n ** BigInt(fraction.length)];
  const whole = (numerator * 2n + denominator) / (denominator * 2n);
  const padded = whole.toString().padStart(places + 1, '0');
  const cut = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`.replace(/\.?0+$/u, '');
  return match[1] === '-' && cut !== '0' ? `-${cut}` : cut;
}

/** Sum of decimals as written, exactly; null where one of them is no number. */
export function summed(texts: readonly string[]): string | null {
  let total = 0n;
  for (const text of texts) {
    const match = DECIMAL.exec(text);
    if (match === null) return null;
    const value = BigInt(`${match[2]}${(match[3] ?? '').padEnd(12, '0')}`);
    total += match[1] === '-' ? -value : value;
  }
  return scaled(`${total < 0n ? '-' : ''}${total < 0n ? -total : total}`, { by: 1n, over: 10n ** 12n }, 12);
}
