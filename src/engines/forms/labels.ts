/** Labels of the head and foot of a sheet: 填报单位：, ____村, 单位：元. */
import { optionsIn } from './rows.ts';
import { headingOf, squeeze, type Heading } from './text.ts';
import { isUnitText, unitOf, type Unit } from './units.ts';
import { isBlank, width, type Region, type View } from './view.ts';

export interface Label {
  readonly row: number;
  readonly column: number;
  readonly label: Heading;
  readonly inline: boolean;
  readonly options: readonly string[] | null;
  /** Ends with a colon in the text, as signatures do. */
  readonly colon: boolean;
}

/** The labels of one row; the place of the value is the cell behind, or the label's own cell. */
export function labelsIn(view: View, row: number): readonly Label[] {
  const found: Label[] = [];
  const regions = view.inRow(row).filter((region) => region.top === row);
  for (const [index, region] of regions.entries()) {
    if (isBlank(region) || region.formula !== null) continue;
    const text = labelOf(region.text);
    if (text === null) continue;
    const next = regions[index + 1];
    const behind =
      next !== undefined && isBlank(next) && width(region) === 1 && (next.bordered || width(next) > 1) && endsOpen(region.text);
    const place = behind ? next : region;
    found.push({
      row: place.top,
      column: place.left,
      label: headingOf(text),
      inline: !behind,
      options: optionsIn(region.text),
      colon: /[:：]/u.test(region.text),
    });
  }
  return found;
}

function endsOpen(text: string): boolean {
  return /[:：]\s*$/u.test(text);
}

function labelOf(text: string): string | null {
  const colon = /^\s*([^:：]{1,24}?)\s*[:：]/u.exec(text);
  if (colon !== null) return colon[1] ?? null;
  const open = /^(?:[\s\u3000_＿]{2,})([^\s_＿:：]{1,14})\s*$/u.exec(text);
  return open === null || /^[年月日\d]/u.test(squeeze(open[1] ?? '')) ? null : (open[1] ?? null);
}

/** 单位：人、亩、元 — units for all columns that name none. */
export function unitsOf(view: View, rows: readonly number[]): readonly Unit[] {
  for (const row of rows) {
    for (const region of view.inRow(row)) {
      const match = /单位[:：](.+)$/u.exec(squeeze(region.text));
      const words = (match?.[1] ?? '').replace(/[（()）]/gu, '');
      if (isUnitText(words)) return words.split(/[、,，]/u).flatMap((word) => unitOf(word) ?? []);
    }
  }
  return [];
}

export function isUnitLine(region: Region): boolean {
  const match = /^[(（]?(?:计量)?单位[:：](.+?)[)）]?$/u.exec(squeeze(region.text));
  return match !== null && isUnitText(match[1] ?? '');
}
