/** A card: labels and places for one subject, in any arrangement. */
import { isLabel, type Band } from './band.ts';
import { decide, type Open } from './decide.ts';
import type { Grid } from './grid.ts';
import { ownerIn, ownerSplits, type Owner } from './lexicon.ts';
import { candidates } from './match.ts';
import type { Confirmations } from './memory.ts';
import { defaultUnit, listAt } from './roster.ts';
import { isPrompt, optionsIn } from './rows.ts';
import type { TableContext } from './subject.ts';
import type { Heading } from './text.ts';
import type { Unit } from './units.ts';
import type { LabelledCell } from './understanding.ts';
import { height, isBlank, type Region, type View } from './view.ts';

export interface Field {
  readonly row: number;
  readonly column: number;
  /** Groups at the left, then the label itself. */
  readonly path: readonly Heading[];
  readonly inline: boolean;
  readonly options: readonly string[] | null;
  readonly owner: Owner | null;
}

/** A card is filled by hand: what asks more than this is no card. */
const MOST_FIELDS = 1_000;

/** Labels with the cell behind them, row by row; rows of an inner table are left out. */
export function fieldsOf(view: View, rows: readonly number[], bands: readonly Band[]): readonly Field[] {
  const fields: Field[] = [];
  const inner = (region: Region): boolean => bands.some((band) => band.side.includes(region));
  let carried: Owner | null = null;
  for (const row of rows) {
    if (fields.length >= MOST_FIELDS) break;
    const regions = view.inRow(row);
    const groups: Region[] = [];
    let owner: Owner | null = null;
    for (const [index, region] of regions.entries()) {
      if (!isLabel(region) || inner(region)) continue;
      const next = regions[index + 1];
      const starts = region.top === row;
      if (
        next !== undefined &&
        isLabel(next) &&
        (height(region) > 1 || starts) &&
        !/[:：]$/u.test(region.heading.shown) &&
        isGroup(region, next, regions, index)
      ) {
        groups.push(region);
        owner = ownerIn(region.heading.core) ?? owner;
        continue;
      }
      if (!starts) {
        if (height(region) > 1 && next !== undefined && !isLabel(next)) groups.push(region);
        if (next?.top !== row || !(isBlank(next) || isPrompt(next.text)) || region.bottom < row || region.top < row) continue;
      }
      const value =
        next !== undefined && (isBlank(next) || isPrompt(next.text)) && next.top <= row && !/[:：]$/u.test(region.heading.shown)
          ? next
          : null;
      const inline = value === null && /[:：]/u.test(region.heading.shown);
      if (value === null && !inline) continue;
      const named = namedIn(region.heading.core);
      owner = named ?? owner;
      if (named !== null && named !== 'self') carried = named;
      const place = value ?? region;
      fields.push({
        row: place.top,
        column: place.left,
        path: [...groups.map(({ heading }) => heading), region.heading],
        inline,
        options: optionsIn(place.text),
        owner: named ?? owner ?? (index > 0 || groups.length > 0 ? null : kept(carried, region.heading.core)),
      });
      if (named === null && owner === null && index === 0) carried = null;
    }
  }
  return fields;
}

/** A label before a label is a group, unless it is the last of a row whose cell was forgotten. */
function isGroup(region: Region, next: Region, regions: readonly Region[], index: number): boolean {
  return next.top >= region.top && regions[index + 2] !== undefined;
}

/** 居住地地址 in the line below 委托监护人姓名 may be the guardian's: it is left to nobody. */
function kept(carried: Owner | null, core: string): Owner | null {
  return carried !== null && /^(?:居住|与被监护|电话|联系|身份|公民|工作单位|务工)/u.test(core) ? carried : null;
}

const someoneElse = /^(?:祖父|祖母|外祖父|外祖母|爷爷|奶奶|外公|外婆|配偶|丈夫|妻子)/u;

function namedIn(core: string): Owner | null {
  if (someoneElse.test(core)) return 'other';
  const whole = ownerIn(core);
  if (whole !== null) return whole;
  const split = ownerSplits(core).find(({ rest }) => /^(?:姓名|名字|身份证|电话|联系电话|手机)/u.test(rest));
  return split === undefined ? null : split.owner;
}

export function cardAnswers(
  fields: readonly Field[],
  grid: Grid,
  table: TableContext,
  units: readonly Unit[],
  memory: Confirmations,
): readonly LabelledCell[] {
  const opens = fields.map((field): Open => {
    const leaf = field.path.at(-1);
    const choices = field.options ?? listAt(grid, field.row, field.column);
    const asked = {
      path: field.path,
      unit: leaf?.unit ?? null,
      choices,
      place: 'table' as const,
      owner: field.owner === 'self' ? null : field.owner,
    };
    return { matches: candidates(asked, table), group: 'card', confirmed: memory.of(field.path.map(({ shown }) => shown)), closed: null };
  });
  return decide(opens).map((decision, index): LabelledCell => {
    const field = fields[index];
    const leaf = field?.path.at(-1);
    return {
      ...decision,
      row: field?.row ?? 0,
      column: field?.column ?? 0,
      label: leaf?.shown.replace(/[:：].*$/u, '') ?? '',
      inline: field?.inline ?? false,
      options: field?.options ?? null,
      unit: leaf?.unit?.text ?? defaultUnit(decision.element, units),
      yearOffset: 0,
    };
  });
}
