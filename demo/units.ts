import type { DemoUnit } from './county.ts';
import { townships } from './names.ts';

export const city = '990100000000';
export const county = '990101000000';
/** Year of the census after which the codes of the demo were given. */
const since = '2011-01-01';

interface Numbering {
  next: number;
}

/** One city, one county, 16 townships and 214 villages, and one village that was merged away. Parents come before children. */
export function unitsOf(): DemoUnit[] {
  const units = [
    unit({ code: city, name: '云岭市', level: 'city', parent: null }),
    unit({ code: county, name: '青禾县', level: 'county', parent: city }),
  ];
  // GB/T 10114: 街道 from 001, 镇 from 100, 乡 from 200.
  const numbering: Record<string, Numbering> = { 街道: { next: 1 }, 镇: { next: 100 }, 乡: { next: 200 } };
  for (const place of townships) {
    const kind = place.name.endsWith('街道') ? '街道' : place.name.slice(-1);
    const code = `${county.slice(0, 6)}${take(numbering[kind])}000`;
    units.push(unit({ code, name: place.name, level: 'township', parent: county }), ...villagesOf(code, place.villages));
  }
  const heir = units.find((one) => one.name === '柳湾村');
  if (heir?.parent) units.push(merged(heir.parent, heir.code));
  return units;
}

/** Village committees are numbered from 200, residents' committees from 001. */
function villagesOf(township: string, list: string): DemoUnit[] {
  const [villages = '', communities = ''] = list.split('|');
  const make = (names: string, first: number, suffix: string) =>
    names
      .split(' ')
      .filter(Boolean)
      .map((name, index) =>
        unit({ code: `${township.slice(0, 9)}${pad(first + index)}`, name: `${name}${suffix}`, level: 'village', parent: township }),
      );
  return [...make(communities, 1, '社区'), ...make(villages, 200, '村')];
}

function merged(township: string, successor: string): DemoUnit {
  return {
    ...unit({ code: `${township.slice(0, 9)}215`, name: '下河湾村', level: 'village', parent: township }),
    validTo: '2025-06-30',
    successor,
  };
}

function unit(of: Pick<DemoUnit, 'code' | 'name' | 'level' | 'parent'>): DemoUnit {
  const shortName = of.name.replace(/(街道|社区|镇|乡|村|县|市)$/u, '');
  return { ...of, shortName, validFrom: since, validTo: null, successor: null };
}

function take(numbering: Numbering | undefined): string {
  if (!numbering) throw new Error('township of an unknown kind');
  return pad(numbering.next++);
}

function pad(number: number): string {
  return String(number).padStart(3, '0');
}
