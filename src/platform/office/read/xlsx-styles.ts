/** What a cell's style says that understanding needs: is a number a date, the format's code, the colour of the font, a line around the cell. */
import type { Package } from './gate.ts';
import { builtInCode, kindOfBuiltIn, kindOfCode, type NumberKind } from './xlsx-values.ts';
import { readXml } from './xml.ts';

export interface CellStyle {
  readonly kind: NumberKind;
  /** Code of the number format; null is General. */
  readonly format: string | null;
  /** RRGGBB; null for black, automatic and theme colours. */
  readonly color: string | null;
  readonly bordered: boolean;
}

export interface Styles {
  /** By index of the cell's style. */
  readonly cells: readonly CellStyle[];
  readonly from1904: boolean;
}

export const plain: CellStyle = { kind: 'number', format: null, color: null, bordered: false };
const MOST = 70_000;

export function readStyles(pkg: Package, part: string | null, from1904: boolean): Styles {
  if (part === null) return { cells: [], from1904 };
  const custom = new Map<number, string>();
  const colors: (string | null)[] = [];
  const borders: boolean[] = [];
  const cells: CellStyle[] = [];
  let inside: 'fonts' | 'borders' | 'cellXfs' | null = null;
  readXml(pkg, part, {
    open(local, attribute) {
      if (local === 'fonts' || local === 'borders' || local === 'cellXfs') inside = local;
      else if (local === 'numFmt') custom.set(Number(attribute('numFmtId')), (attribute('formatCode') ?? '').slice(0, 500));
      else if (local === 'font' && inside === 'fonts' && colors.length < MOST) colors.push(null);
      else if (local === 'color' && inside === 'fonts') colors.splice(-1, 1, colorOf(attribute('rgb'), attribute('indexed')));
      else if (local === 'border' && inside === 'borders' && borders.length < MOST) borders.push(false);
      else if (inside === 'borders' && (attribute('style') ?? 'none') !== 'none') borders.splice(-1, 1, true);
      else if (local === 'xf' && inside === 'cellXfs' && cells.length < MOST) {
        const id = Number(attribute('numFmtId') ?? 0);
        const code = custom.get(id);
        cells.push({
          kind: code === undefined ? kindOfBuiltIn(id) : kindOfCode(code),
          format: code ?? builtInCode(id),
          color: colors[Number(attribute('fontId') ?? 0)] ?? null,
          bordered: borders[Number(attribute('borderId') ?? 0)] ?? false,
        });
      }
    },
    close(local) {
      if (local === inside) inside = null;
    },
  });
  return { cells, from1904 };
}

/** Of the indexed palette (ECMA-376 18.8.27) only the reds and blues are told apart: templates write their examples in them. */
const indexed: Readonly<Record<string, string>> = {
  '2': 'FF0000',
  '4': '0000FF',
  '10': 'FF0000',
  '12': '0000FF',
  '16': '800000',
  '53': '993300',
};

function colorOf(rgb: string | null, index: string | null): string | null {
  const color = rgb === null ? (indexed[index ?? ''] ?? null) : rgb.slice(-6).toUpperCase();
  return color === '000000' || color === null || !/^[0-9A-F]{6}$/u.test(color) ? null : color;
}
