/** Where the letters of a Word document stand in the source of its main part: which run holds each text element, and where it may be cut. */

interface Run {
  readonly start: number;
  /** Behind its opening tag. */
  readonly inside: number;
  end: number;
  /** Its properties as written, to be repeated where it is cut. */
  properties: string;
  /** `w:` as the source names the namespace. */
  readonly prefix: string;
  readonly boxed: boolean;
}

export interface Words {
  readonly from: number;
  readonly to: number;
  /** `<w:t>` as written. */
  readonly tag: string;
  readonly tagAt: number;
  readonly run: Run | null;
  /** Where comments may stand: not inside a text box, which Word allows none in, but around the run that holds the box. */
  readonly outer: Run | null;
}

const token = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)(?:[^>"']|"[^"]*"|'[^']*')*>/gu;

/** All elements named t in the order of the source. It was read before, so it is well-formed. */
export function wordsOf(xml: string): Words[] {
  const found: Words[] = [];
  const runs: Run[] = [];
  let boxes = 0;
  let properties: { readonly at: number; depth: number } | null = null;
  let open: Omit<Words, 'to'> | null = null;
  for (const match of xml.matchAll(token)) {
    const [tag, close, name] = match;
    if (name === undefined) continue;
    const local = name.slice(name.indexOf(':') + 1);
    const prefix = name.slice(0, name.length - local.length);
    const at = match.index;
    const end = at + tag.length;
    const empty = tag.endsWith('/>');
    if (close === '/') {
      if (local === 't' && open !== null) {
        found.push({ ...open, to: at });
        open = null;
      } else if (local === 'r') {
        const run = runs.pop();
        if (run !== undefined) run.end = end;
      } else if (local === 'txbxContent') boxes--;
      else if (local === 'rPr' && properties !== null && --properties.depth === 0) {
        const run = runs.at(-1);
        if (run !== undefined) run.properties = xml.slice(properties.at, end);
        properties = null;
      }
    } else if (local === 't') {
      const outer = boxes > 0 ? (runs.find((run) => !run.boxed) ?? null) : (runs.at(-1) ?? null);
      open = { from: end, tag, tagAt: at, run: runs.at(-1) ?? null, outer };
      if (empty) {
        found.push({ ...open, to: end });
        open = null;
      }
    } else if (empty) continue;
    else if (local === 'r') runs.push({ start: at, inside: end, end: at, properties: '', prefix, boxed: boxes > 0 });
    else if (local === 'txbxContent') boxes++;
    else if (local === 'rPr') {
      // Those of a paragraph's mark, and those before a tracked change, are not the run's.
      const run = runs.at(-1);
      if (properties !== null) properties.depth++;
      else if (run !== undefined && xml.slice(run.inside, at).trim() === '') properties = { at, depth: 1 };
    }
  }
  return found;
}

/** Offset in the source of the letter at `offset` of the element's text: entities are longer there. */
export function sourceOffset(xml: string, words: Words, offset: number): number {
  let at = words.from;
  let left = offset;
  while (left > 0 && at < words.to) {
    if (xml.startsWith('<![CDATA[', at)) {
      const end = xml.indexOf(']]>', at);
      const length = end - at - 9;
      // Nothing may be put into the middle of such a section: the mark goes behind it.
      left -= Math.min(left, length);
      at = end + 3;
    } else if (xml.charAt(at) === '&') {
      const end = xml.indexOf(';', at) + 1;
      const code = /^&#(?:x([0-9a-f]+)|(\d+));$/iu.exec(xml.slice(at, end));
      const value = code === null ? 0 : Number.parseInt(code[1] ?? code[2] ?? '0', code[1] === undefined ? 10 : 16);
      left -= value > 0xffff ? 2 : 1;
      at = end;
    } else {
      at += xml.startsWith('\r\n', at) ? 2 : 1;
      left--;
    }
  }
  return at;
}
