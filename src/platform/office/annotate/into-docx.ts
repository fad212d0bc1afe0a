/** Comments into a Word document: three small parts and the marks in its main part change, every other part stays byte for byte. */
import { strToU8, zipSync, type Zippable } from 'fflate';
import { firstReaching } from '../../../base/sorted.ts';
import { commentsXml, markEnd, markStart, STRICT_WORD, WORD, type Author, type Note } from './notes.ts';
import { sourceOffset, wordsOf, type Words } from './words.ts';
import { openPackage, partOf, partsOfDocx, piecesOfDocx, relationshipsOf, type Package, type Piece } from '../read/index.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT_OFFICE = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
const COMMENTS = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** `notes` count in the text that the reader made of these bytes. */
export function annotateDocx(bytes: Uint8Array, notes: readonly Note[], author: Author): Uint8Array {
  const pkg = openPackage(bytes);
  const { main, types, relations } = partsOfDocx(pkg);
  const source = textOf(pkg, main);
  const strict = source.includes(STRICT_WORD);
  const changed = new Map<string, string>();
  const known = relationshipsOf(pkg, main).find((relation) => relation.type === 'comments' && pkg.has(relation.target))?.target ?? null;
  const comments = known ?? freshName(pkg, main);
  const before = known === null ? `${HEAD}<w:comments xmlns:w="${strict ? STRICT_WORD : WORD}"></w:comments>` : textOf(pkg, known);
  // From 1 on: 0 would be its own opposite where ends come before starts.
  const firstId = 1 + [...idsOf(before), ...idsOf(source)].reduce((most, id) => Math.max(most, id), 0);
  changed.set(comments, appended(before, 'comments', commentsXml(notes, firstId, author, strict ? STRICT_WORD : WORD)));
  changed.set(main, marked(source, piecesOfDocx(pkg, main), notes, firstId));
  if (known === null) {
    const override = `<Override PartName="/${comments}" ContentType="${COMMENTS}"/>`;
    changed.set(types, appended(textOf(pkg, types), 'Types', override));
    const rels = pkg.has(relations)
      ? textOf(pkg, relations)
      : `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`;
    const id = freshId(rels);
    const target = comments.slice(comments.lastIndexOf('/') + 1);
    const relation = `<Relationship Id="${id}" Type="${strict ? STRICT_OFFICE : OFFICE}/comments" Target="${target}"/>`;
    changed.set(relations, appended(rels, 'Relationships', relation));
  }
  return repacked(pkg, changed);
}

function textOf(pkg: Package, name: string): string {
  const bytes = partOf(pkg, name);
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  return encoding === 'utf-8' ? text : text.replace(/^(<\?xml[^>]*encoding\s*=\s*)["'][^"']*["']/u, '$1"UTF-8"');
}

/** Ids of comments, wherever they are named: in the part itself, and marks in the text whose comment is gone. */
function idsOf(xml: string): number[] {
  return Array.from(
    xml.matchAll(/<(?:[\w.-]+:)?comment(?:RangeStart|RangeEnd|Reference)?\s[^>]*?\bid\s*=\s*["'](\d{1,9})["']/gu),
    (match) => Number(match[1]),
  );
}

function freshName(pkg: Package, main: string): string {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  for (let number = 0; ; number++) {
    const name = `${folder}comments${number === 0 ? '' : number}.xml`;
    if (!pkg.has(name)) return name;
  }
}

function freshId(rels: string): string {
  for (let number = 1; ; number++) if (!rels.includes(`"rIdQ${number}"`)) return `rIdQ${number}`;
}

/** Behind the last child of the root, named `root` whatever its prefix; a root that closes itself is opened. */
function appended(xml: string, root: string, more: string): string {
  const close = new RegExp(`</(?:[\\w.-]+:)?${root}\\s*>\\s*$`, 'u').exec(xml);
  if (close !== null) return xml.slice(0, close.index) + more + xml.slice(close.index);
  return xml.replace(
    new RegExp(`<((?:[\\w.-]+:)?${root})((?:[^>"']|"[^"]*"|'[^']*')*)/>`, 'u'),
    (_all, name: string, attributes: string) => `<${name}${attributes}>${more}</${name}>`,
  );
}

interface Insertion {
  readonly at: number;
  /** Ends before starts at one place; then in the order of the notes. */
  readonly order: number;
  readonly xml: string;
}

function marked(source: string, pieces: readonly Piece[], notes: readonly Note[], firstId: number): string {
  const words = wordsOf(source);
  const insertions: Insertion[] = [];
  for (const [order, note] of notes.entries()) {
    const range = rangeOf(pieces, note);
    if (range === null) continue;
    const { first, last } = range;
    const from = Math.min(Math.max(note.start, first.start), first.end) - first.start + first.offset;
    const to = Math.max(Math.min(note.end, last.end), last.start) - last.start + last.offset;
    const [begin, end] = [words[first.element], words[last.element]];
    if (begin === undefined || end === undefined) continue;
    for (const element of new Set([begin, end])) keepSpace(element, insertions);
    const id = firstId + order;
    if (begin === end && from === to)
      insertions.push(
        placed(source, begin, from, { side: 'start', order: 0, xml: (prefix) => markStart(id, prefix) + markEnd(id, prefix) }),
      );
    else {
      insertions.push(placed(source, begin, from, { side: 'start', order: id, xml: (prefix) => markStart(id, prefix) }));
      insertions.push(placed(source, end, to, { side: 'end', order: -id, xml: (prefix) => markEnd(id, prefix) }));
    }
  }
  insertions.sort((a, b) => a.at - b.at || a.order - b.order);
  let out = '';
  let at = 0;
  for (const insertion of insertions) {
    out += source.slice(at, insertion.at) + insertion.xml;
    at = insertion.at;
  }
  return out + source.slice(at);
}

/** The letters of a note; where its words are all numbers or breaks that come from no letters, those next to it. */
function rangeOf(pieces: readonly Piece[], { start, end }: Note): { readonly first: Piece; readonly last: Piece } | null {
  const from = firstReaching(pieces, (piece) => piece.end > start);
  const to = firstReaching(pieces, (piece) => piece.start >= end);
  const first = pieces[from < to ? from : Math.min(from, pieces.length - 1)];
  const last = from < to ? pieces[to - 1] : first;
  return first === undefined || last === undefined ? null : { first, last };
}

/** Blanks at the ends of a cut element would be lost without it; one element is asked once. */
function keepSpace({ tag, tagAt }: Words, insertions: Insertion[]): void {
  const at = tagAt + (/^<[^\s/>]+/u.exec(tag)?.[0].length ?? 0);
  if (!tag.includes('xml:space') && !insertions.some((one) => one.at === at))
    insertions.push({ at, order: 0, xml: ' xml:space="preserve"' });
}

interface Marks {
  readonly side: 'start' | 'end';
  readonly order: number;
  readonly xml: (prefix: string) => string;
}

/** Between two runs where the words begin or end one, else the run is cut in two. Words in a box are marked around the run that holds the box. */
function placed(source: string, words: Words, offset: number, { side, order, xml }: Marks): Insertion {
  const { run, outer } = words;
  const mark = xml((outer ?? run)?.prefix ?? 'w:');
  if (run === null || outer === null) return { at: words.tagAt, order, xml: '' };
  if (outer !== run) return { at: side === 'start' ? outer.start : outer.end, order, xml: mark };
  const at = sourceOffset(source, words, offset);
  const properties = run.properties;
  const head = source.slice(source.indexOf('>', run.start) + 1, words.tagAt);
  if (at === words.from && head.trim() === properties) return { at: run.start, order, xml: mark };
  const tail = source.slice(words.to, run.end);
  if (at === words.to && /^<\/[^>]*t\s*>\s*<\/[^>]*r\s*>$/u.test(tail)) return { at: run.end, order, xml: mark };
  const name = `${run.prefix}t`;
  return {
    at,
    order,
    xml: `</${name}></${run.prefix}r>${mark}<${run.prefix}r>${properties}<${name} xml:space="preserve">`,
  };
}

/** In the order of the old package, [Content_Types].xml first where it stood first; pictures are not pressed again. */
function repacked(pkg: Package, changed: ReadonlyMap<string, string>): Uint8Array {
  const files: Zippable = {};
  for (const name of pkg.names) {
    if (name.endsWith('/')) continue;
    const text = [...changed].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
    files[name] = [text === undefined ? partOf(pkg, name) : strToU8(text), { level: /\.(?:png|jpe?g|gif|zip)$/iu.test(name) ? 0 : 6 }];
  }
  for (const [name, text] of changed) if (!pkg.has(name)) files[name] = [strToU8(text), { level: 6 }];
  return zipSync(files);
}
