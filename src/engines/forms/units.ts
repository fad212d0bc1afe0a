/** Units of templates: which they are, what they measure, and whether an element can be given in them. */
import type { Element } from './elements.ts';
import table from './lexicon/units.json' with { type: 'json' };

export interface Unit {
  /** As the template writes it: 元/月, ㎡, 万元. */
  readonly text: string;
  readonly measures: string;
  /** 月, 年, 人, 亩, 户 … behind the slash; null where there is none. */
  readonly per: string | null;
}

const measures = new Map<string, string>();
for (const [kind, units] of Object.entries(table)) for (const unit of Object.keys(units)) measures.set(unit, kind);

export function unitOf(text: string): Unit | null {
  const plain = text
    .replace(/^单位[:：]?/u, '')
    .replace(/[·•・]/gu, '/')
    .replace(/每(?=[月年人户亩])/u, '/')
    .replace(/^\//u, '');
  const whole = measures.get(plain);
  if (whole !== undefined) return { text: plain, measures: whole, per: null };
  const [base = '', ...rest] = plain.split('/');
  const kind = measures.get(base);
  if (kind === undefined || rest.length === 0 || rest.length > 2) return null;
  const last = rest.at(-1) ?? '';
  const per = rest.includes('月') || rest.includes('人月') ? '月' : rest.includes('年') ? '年' : last;
  return /^(?:月|年|人|户|亩|天|日|次|人月|季度?|半年|公顷|头|只|平方米|学期|学年)$/u.test(last)
    ? { text: plain, measures: kind, per }
    : null;
}

/** Takes a unit off the end of a heading: 面积（亩）, 面积㎡, 收入:元. */
export function takeUnit(heading: string): { text: string; unit: Unit | null } {
  const bracket = /[（(【[]([^（()）【】[\]]{1,10})[）)】\]]$/u.exec(heading);
  if (bracket !== null) {
    const unit = unitOf((bracket[1] ?? '').split(/[,，;；]/u)[0] ?? '');
    if (unit !== null && bracket.index > 0) return { text: heading.slice(0, bracket.index), unit };
    const before = /^(.+)[（(]([^（()）]{1,10})[）)]([（(].*[）)])$/u.exec(heading);
    const inner = before === null ? null : unitOf(before[2] ?? '');
    if (before !== null && inner !== null) return { text: `${before[1] ?? ''}${before[3] ?? ''}`, unit: inner };
    return { text: heading, unit: null };
  }
  const colon = /^(.{2,})[:：/]([^:：/]{1,6})$/u.exec(heading);
  const behind = colon === null ? null : unitOf(colon[2] ?? '');
  if (colon !== null && behind !== null && behind.measures !== 'other') return { text: colon[1] ?? '', unit: behind };
  for (const symbol of ['m2', 'km2', 'm²', '㎡']) {
    if (heading.endsWith(symbol) && heading.length > symbol.length) return { text: heading.slice(0, -symbol.length), unit: unitOf(symbol) };
  }
  return { text: heading, unit: null };
}

const countable: Readonly<Record<string, readonly string[]>> = {
  人: ['persons'],
  户: ['households'],
  个: ['pieces'],
  具: ['pieces'],
  间: ['rooms', 'pieces'],
  层: ['floors'],
  月: ['months'],
  周岁: ['years'],
  '头/只': ['animals', 'pieces'],
  公里: ['length'],
  毫米: ['rain'],
};

/** Can this element be given in this unit (15 亩 = 1 公顷, 1 万元 = 10,000 元)? A yearly sum is not a monthly one. */
export function fitsUnit(element: Element, unit: Unit | null): boolean {
  if (unit === null || unit.measures === 'other') return true;
  if (element.type === 'area') return unit.measures === 'area' && unit.per === null;
  if (element.type === 'money') {
    if (unit.measures !== 'money') return false;
    const yearly = element.unit === '元/年';
    if (unit.per === null) return true;
    if (unit.per === '月') return !yearly;
    if (unit.per === '年') return yearly;
    return unit.per === '人' && (element.key.includes('PerCapita') || !yearly);
  }
  if (element.unit === null) return !['money', 'area', 'share', 'weight'].includes(unit.measures);
  return (countable[element.unit] ?? []).includes(unit.measures);
}

/** A cell of a unit column or row: 人, 万元, —, also several (户、人). */
export function isUnitText(text: string): boolean {
  return text !== '' && text.split(/[、,，]/u).every((part) => unitOf(part) !== null);
}
