import type { Package } from './gate.ts';
import { readXml } from './xml.ts';

export interface ParagraphStyle {
  readonly name: string;
  /** 1 = chapter; null = body text. */
  readonly heading: number | null;
  readonly list: string | null;
  readonly level: number | null;
}

interface Raw {
  name: string;
  basedOn: string | null;
  outline: number | null;
  list: string | null;
  level: number | null;
}

export interface Styles {
  of(id: string | null): ParagraphStyle | null;
}

export const noStyles: Styles = { of: () => null };

export function readStyles(pkg: Package, part: string): Styles {
  const raw = new Map<string, Raw>();
  let standard: string | null = null;
  let current: Raw | null = null;
  readXml(pkg, part, {
    open(local, attribute) {
      const value = attribute('val');
      if (local === 'style' && attribute('type') === 'paragraph') {
        const id = attribute('styleId') ?? '';
        raw.set(id, (current = { name: id, basedOn: null, outline: null, list: null, level: null }));
        if (attribute('default') === '1' || attribute('default') === 'true') standard = id;
      } else if (current === null) return;
      else if (local === 'name') current.name = (value ?? '').slice(0, 100);
      else if (local === 'basedOn') current.basedOn = value;
      else if (local === 'outlineLvl') current.outline = Number(value);
      else if (local === 'numId') current.list = value;
      else if (local === 'ilvl') current.level = Number(value);
    },
    close(local) {
      if (local === 'style') current = null;
    },
  });
  const resolved = new Map<string, ParagraphStyle | null>();
  return {
    of(id) {
      const key = id ?? standard;
      if (key === null) return null;
      const known = resolved.get(key);
      if (known !== undefined) return known;
      const style = resolve(raw, key);
      resolved.set(key, style);
      return style;
    },
  };
}

/** Follows basedOn; a chain longer than a dozen is a ring. */
function resolve(raw: ReadonlyMap<string, Raw>, id: string): ParagraphStyle | null {
  const first = raw.get(id);
  if (first === undefined) return null;
  let { outline, list, level } = first;
  let next = first.basedOn;
  for (let step = 0; step < 12 && next !== null; step++) {
    const parent = raw.get(next);
    if (parent === undefined) break;
    outline ??= parent.outline;
    list ??= parent.list;
    level ??= parent.level;
    next = parent.basedOn;
  }
  return { name: first.name, heading: outlineToHeading(outline), list, level };
}

/** w:outlineLvl counts from 0; 9 means body text. */
export function outlineToHeading(outline: number | null): number | null {
  return outline !== null && Number.isInteger(outline) && outline >= 0 && outline <= 8 ? outline + 1 : null;
}
