/** A held fact in the way that the form writes it. */
import { elementOf, type ElementType } from '../elements.ts';
import { choose } from './choices.ts';
import { isoDay } from './days.ts';
import { isDecimal, ratioOf, scaled } from './measure.ts';

/** The same shapes as the patchers of office files take. */
export interface DateText {
  readonly iso: string;
  readonly text: string;
}
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
export type CellText = string | number | DateText | { readonly edits: readonly TextEdit[] };

export interface Refused {
  readonly refused: string;
}

export interface Wanted {
  readonly element: string;
  /** The form's unit where it names one. */
  readonly unit: string | null;
  readonly list: readonly string[] | null;
  /** Heading and notes that may say how to write (如1958.03, 六位数字). */
  readonly hints: string;
  /** What stands in the column already: an example row, a placeholder. */
  readonly samples: readonly string[];
  /** Code of the number format of the cell. */
  readonly format: string | null;
}

export type Writer = (value: string) => CellText | Refused;

const refused = (why: string): Refused => ({ refused: why });

export function isRefused(value: CellText | Refused): value is Refused {
  return typeof value === 'object' && 'refused' in value;
}

const textual = new Set<ElementType>(['text', 'name', 'idNumber', 'phone', 'address', 'bank', 'divisionCode']);

export function writerOf(wanted: Wanted): Writer {
  const element = elementOf(wanted.element);
  if (element === null) return () => refused('没有这个数据元');
  if (element.type === 'date' || element.type === 'month' || element.type === 'year') return dateWriter(element.type, wanted);
  if (['integer', 'decimal', 'money', 'area'].includes(element.type)) return numberWriter(element.unit, wanted);
  const { list } = wanted;
  if (textual.has(element.type)) {
    if (element.type === 'idNumber' && masks(wanted.hints))
      return (value) => (value.length < 15 ? value : `${value.slice(0, 6)}********${value.slice(-4)}`);
    return list === null ? (value) => value : (value) => choose(wanted.element, value, list) ?? value;
  }
  if (list === null || list.length === 0) return (value) => value;
  return (value) => choose(wanted.element, value, list) ?? refused(`“${value}”不在表里给的选项中`);
}

function masks(hints: string): boolean {
  return /脱敏|打码|隐去|隐藏|\*{3,}/u.test(hints);
}

function numberWriter(unit: string | null, wanted: Wanted): Writer {
  const ratio = unit === null ? { by: 1n, over: 1n } : ratioOf(unit, wanted.unit);
  if (ratio === null) return () => refused(`单位“${wanted.unit ?? ''}”和台账的“${unit ?? ''}”换不了`);
  // Where the cell shows fixed decimals it may hold all of them; a plain cell would show every digit of 1/3.
  const places = /0\.0/u.test(wanted.format ?? '') ? 10 : 4;
  return (value) => {
    if (!isDecimal(value)) return refused(`“${value}”不是数`);
    const exact = ratio.by === ratio.over ? value : scaled(value, ratio, places);
    if (exact === null) return refused(`“${value}”不是数`);
    // Fifteen digits are what a spreadsheet keeps of a number.
    return exact.replaceAll(/[^\d]/gu, '').replace(/^0+/u, '').length > 15 ? exact : Number(exact);
  };
}

/** How a day is written: 年 gives 1958年3月1日, '.' gives 1958.3.1, '' gives 19580301. */
interface Shape {
  readonly mark: '年' | '.' | '-' | '/' | '';
  readonly padded: boolean;
}

const shapes: readonly { readonly pattern: RegExp; readonly mark: Shape['mark'] }[] = [
  { pattern: /(?<!\d)\d{4}年(\d{1,2})月(?:\d{1,2}日)?/u, mark: '年' },
  { pattern: /(?<!\d)\d{4}\.(\d{1,2})(?:\.\d{1,2})?(?!\d)/u, mark: '.' },
  { pattern: /(?<!\d)\d{4}-(\d{1,2})(?:-\d{1,2})?(?!\d)/u, mark: '-' },
  { pattern: /(?<!\d)\d{4}\/(\d{1,2})(?:\/\d{1,2})?(?!\d)/u, mark: '/' },
  { pattern: /(?<!\d)(?:19|20)\d{2}([01]\d)(?:[0-3]\d)?(?!\d)/u, mark: '' },
];

function shapeOf({ samples, hints }: Wanted): Shape {
  for (const text of [...samples, hints]) {
    const words = /[六8八6]\s*位数?(?:数字|字)?/u.test(text) || /YYYYMM(?:DD)?(?![-/.])/iu.test(text);
    if (words && text === hints) return { mark: '', padded: true };
    const pattern = /YYYY([-/.年])MM?/iu.exec(text)?.[1];
    if (pattern !== undefined) return { mark: pattern as Shape['mark'], padded: /MM/iu.test(text) };
    for (const { pattern: shape, mark } of shapes) {
      const month = shape.exec(text)?.[1];
      if (month !== undefined) return { mark, padded: month.length === 2 };
    }
    if (/^[\s_＿]*年[\s_＿]*月(?:[\s_＿]*日)?[\s_＿]*$/u.test(text)) return { mark: '年', padded: false };
  }
  return { mark: '-', padded: true };
}

export function dateWriter(type: 'date' | 'month' | 'year', wanted: Wanted): Writer {
  const shape = shapeOf(wanted);
  return (value) => {
    const iso = type === 'date' ? isoDay(value) : type === 'month' ? isoMonth(value) : (/^(\d{4})年?$/u.exec(value)?.[1] ?? null);
    if (iso === null) return refused(`“${value}”不是${type === 'date' ? '日期' : type === 'month' ? '年月' : '年份'}`);
    return { iso, text: dateText(iso, shape) };
  };
}

function isoMonth(text: string): string | null {
  const match = /^(\d{4})\D?(\d{1,2})(?:\D.*)?$/u.exec(text.trim());
  const month = Number(match?.[2]);
  return match !== null && month >= 1 && month <= 12 ? `${match[1]}-${String(month).padStart(2, '0')}` : null;
}

function dateText(iso: string, { mark, padded }: Shape): string {
  const parts = iso.split('-');
  const shown = mark === '' || padded ? parts : parts.map((part) => String(Number(part)));
  if (mark !== '年') return shown.join(mark);
  return shown.map((part, at) => `${part}${['年', '月', '日'][at] ?? ''}`).join('');
}
