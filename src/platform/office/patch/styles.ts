/** What a style's number format does with a value: text stays text, and a day shows only where the format shows days. */
import { type Package, readXml } from '../read/index.ts';

export interface Format {
  readonly kind: 'general' | 'number' | 'text' | 'date';
  /** The parts of a date that show. */
  readonly shows: { readonly year: boolean; readonly month: boolean; readonly day: boolean };
}

const nothing = { year: false, month: false, day: false };
const GENERAL: Format = { kind: 'general', shows: nothing };

/** By index of the cell's style. */
export function readStyles(pkg: Package, part: string | null): (style: number) => Format {
  const custom = new Map<number, string>();
  const formats: Format[] = [];
  let inCells = false;
  if (part !== null) {
    readXml(pkg, part, {
      open(local, attribute) {
        if (local === 'numFmt') custom.set(Number(attribute('numFmtId')), (attribute('formatCode') ?? '').slice(0, 500));
        if (local === 'cellXfs') inCells = true;
        if (local === 'xf' && inCells && formats.length < 70_000) {
          const id = Number(attribute('numFmtId'));
          formats.push(custom.has(id) ? formatOf(custom.get(id) ?? '') : builtIn(id));
        }
      },
      close(local) {
        if (local === 'cellXfs') inCells = false;
      },
    });
  }
  return (style) => formats[style] ?? GENERAL;
}

/** ECMA-376 18.8.30, with the Chinese ones: 27 to 36 and 50 to 58 are dates, of which 27, 36, 50, 52 and 57 show year and month. */
function builtIn(id: number): Format {
  if (id === 0) return GENERAL;
  if (id === 49) return { kind: 'text', shows: nothing };
  const all = { year: true, month: true, day: true };
  if (id === 14 || id === 15 || id === 22 || [28, 29, 30, 31, 51, 53, 54, 58].includes(id))
    return { kind: 'date', shows: id === 28 || id === 58 ? { ...all, year: id !== 58 } : all };
  if (id === 16) return { kind: 'date', shows: { ...all, year: false } };
  if ([17, 27, 36, 50, 52, 57].includes(id)) return { kind: 'date', shows: { ...all, day: false } };
  return { kind: 'number', shows: nothing };
}

function formatOf(code: string): Format {
  // Literals, escapes, fillers and conditions say nothing.
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*./gu, '').replace(/\[[^\]]*\]/gu, '');
  if (bare.trim() === '@') return { kind: 'text', shows: nothing };
  if (/general/iu.test(bare) || bare.trim() === '') return GENERAL;
  const shows = { year: /[ye]/iu.test(bare) && !/0/u.test(bare), month: /m{1,5}/iu.test(bare), day: /d/iu.test(bare) };
  return shows.year || shows.day ? { kind: 'date', shows } : { kind: 'number', shows: nothing };
}
