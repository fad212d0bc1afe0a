/** A workbook with values put in: bytes in, bytes out. Everything that is not asked to change stays byte for byte; macros stay and are never run. */
import { limits, refusal, relationshipsOf, shownPart, type Package } from '../read/index.ts';
import { movedMentions, movedTail, type Growth } from './around.ts';
import { Book } from './book.ts';
import { dimensionAfter, emitRows } from './emit.ts';
import { TAG, attributeOf, findElement, withAttribute } from './markup.ts';
import { neighbours } from './neighbours.ts';
import { PartWriter, packText, type Packed } from './part-writer.ts';
import { repack } from './repack.ts';
import { Sheet } from './sheet.ts';
import { textOfPart, type Source } from './source.ts';
import type { SqueezeMaker } from './squeeze.ts';
import { SharedStrings } from './strings.ts';
import { readStyles } from './styles.ts';
import { Writes, type SheetPatch } from './write.ts';

interface Listed {
  readonly name: string;
  readonly part: string;
}

/** @throws Problem `file.*` where the workbook is hostile, or would grow beyond what we read ourselves */
export function patchWorkbook(source: Source, patches: readonly SheetPatch[], squeeze: SqueezeMaker): Uint8Array {
  return new Patcher(source, patches, squeeze).run();
}

class Patcher {
  readonly #bytes: Uint8Array;
  readonly #pkg: Package;
  readonly #main: string;
  readonly #patches: readonly SheetPatch[];
  readonly #squeeze: SqueezeMaker;
  readonly #listed: readonly Listed[];
  readonly #strings: SharedStrings;
  readonly #stringsPart: string | null;
  readonly #open: (listed: Listed, patch: SheetPatch | null) => Sheet;
  readonly #changed = new Map<string, Packed>();
  readonly #texts = new Map<string, string>();
  readonly #removed = new Set<string>();
  readonly #added = new Map<string, Packed>();

  constructor({ bytes, pkg, main }: Source, patches: readonly SheetPatch[], squeeze: SqueezeMaker) {
    this.#bytes = bytes;
    this.#pkg = pkg;
    this.#main = main;
    this.#patches = patches;
    this.#squeeze = squeeze;
    const relations = relationshipsOf(pkg, main);
    const part = (type: string): string | null => relations.find((one) => one.type === type && pkg.has(one.target))?.target ?? null;
    const workbook = this.#text(main);
    this.#listed = sheetsOf(workbook).flatMap(({ name, id }) => {
      const target = relations.find((one) => one.id === id && one.type === 'worksheet')?.target;
      return target === undefined || !pkg.has(target) ? [] : [{ name, part: target }];
    });
    this.#stringsPart = part('sharedStrings');
    this.#strings = new SharedStrings(this.#stringsPart === null ? null : this.#text(this.#stringsPart));
    const formats = readStyles(pkg, part('styles'));
    const from1904 = /<(?:[\w.-]+:)?workbookPr\b[^>]*\bdate1904\s*=\s*["'](?:1|true)["']/u.test(workbook);
    this.#open = ({ name, part }, patch) => {
      const writes = patch === null ? null : new Writes(patch);
      const insertion = patch?.insertion ?? null;
      return new Sheet({ name, part, xml: this.#text(part), strings: this.#strings, formats, from1904, writes, insertion });
    };
  }

  run(): Uint8Array {
    const sheets = this.#patches.map((patch) => {
      const listed = this.#listed.find((one) => one.name === patch.sheet);
      if (listed === undefined) throw refusal('file.damaged', `《${patch.sheet}》`, '目录里有这个工作表，文件里却找不到');
      if (patch.insertion !== null && patch.insertion.count > limits.rows) throw refusal('file.too-large', shownPart(listed.part), `要填的超过${limits.rows / 10_000}万行`, '请分成几份填。'); // prettier-ignore
      return this.#open(listed, patch);
    });
    const growths = sheets.flatMap(({ source }) =>
      source.insertion === null ? [] : [{ insertion: source.insertion, sheet: source.name }],
    );
    for (const growth of growths) this.#moveNeighbours(growth);
    const book = new Book(sheets, (name) => {
      const listed = this.#listed.find((one) => one.name.toLowerCase() === name.toLowerCase());
      return listed === undefined ? null : this.#open(listed, null);
    });
    for (const sheet of sheets) this.#writeSheet(sheet, book, growths);
    this.#otherSheets(new Set(sheets.map(({ source }) => source.part)), book, growths);
    if (growths.length > 0) this.#moveWorkbook(growths);
    if (this.#strings.changed) this.#writeStrings();
    for (const [part, text] of this.#texts) this.#changed.set(part, packText(part, text, this.#squeeze));
    return repack(this.#bytes, this.#pkg.entries, { changed: this.#changed, added: this.#added, removed: this.#removed });
  }

  #text(part: string): string {
    const known = this.#texts.get(part);
    if (known !== undefined) return known;
    return textOfPart(this.#pkg, part);
  }

  /** Keeps the new text only where it differs: a part that says the same stays byte for byte. */
  #rewrite(part: string, change: (text: string) => string): void {
    const before = this.#text(part);
    const after = change(before);
    if (after !== before) this.#texts.set(this.#stored(part), after);
  }

  /** Names compare without case; the changes are filed under the name in the package. */
  #stored(part: string): string {
    return this.#pkg.names.find((name) => name.toLowerCase() === part.toLowerCase()) ?? part;
  }

  #writeSheet(sheet: Sheet, book: Book, growths: readonly Growth[]): void {
    const { source, layout } = sheet;
    const own = growths.find((growth) => growth.sheet === source.name);
    const others = growths.filter((growth) => growth !== own);
    const mentioned = (text: string): string => others.reduce((xml, growth) => movedMentions(xml, growth, MENTIONS), text);
    const writer = new PartWriter(source.part, this.#squeeze);
    writer.write(
      layout.head.replace(/(<(?:[\w.-]+:)?dimension\b[^>]*?\bref\s*=\s*["'])([^"']*)/u, (whole, open: string, ref: string) => {
        const wider = dimensionAfter(sheet, ref);
        return wider === null ? whole : `${open}${wider}`;
      }),
    );
    emitRows(sheet, book, (text) => writer.write(others.length === 0 ? text : mentioned(text)));
    writer.write(mentioned(own === undefined ? layout.tail : movedTail(layout.tail, own)));
    this.#changed.set(this.#stored(source.part), writer.end());
  }

  /** Sheets that nobody fills: their formulas may name what moved, and their stored results may be old now. */
  #otherSheets(done: ReadonlySet<string>, book: Book, growths: readonly Growth[]): void {
    const names = this.#patches.map((patch) => patch.sheet);
    for (const listed of this.#listed) {
      if (done.has(listed.part)) continue;
      const text = this.#text(listed.part);
      if (!names.some((name) => text.includes(name.replaceAll('&', '&amp;')))) continue;
      this.#rewrite(listed.part, (xml) => growths.reduce((moved, growth) => movedMentions(moved, growth, MENTIONS), xml));
      const sheet = this.#open(listed, null);
      let rows = '';
      emitRows(sheet, book, (piece) => void (rows += piece));
      this.#rewrite(listed.part, () => sheet.layout.head + rows + sheet.layout.tail);
    }
  }

  #moveNeighbours(growth: Growth): void {
    const part = this.#listed.find(({ name }) => name === growth.sheet)?.part ?? '';
    for (const { type, target } of relationshipsOf(this.#pkg, part)) {
      const move = Object.hasOwn(neighbours, type) ? neighbours[type] : undefined;
      if (move !== undefined && this.#pkg.has(target)) this.#rewrite(target, (xml) => move(xml, growth));
    }
    for (const name of this.#pkg.names)
      if (/(?:^|\/)charts?(?:ex)?\/[^/]+\.xml$/iu.test(name)) this.#rewrite(name, (xml) => movedMentions(xml, growth, ['f']));
  }

  #moveWorkbook(growths: readonly Growth[]): void {
    this.#rewrite(this.#main, (xml) => {
      const moved = growths.reduce((text, growth) => movedMentions(text, growth, ['definedName']), xml);
      // Formulas that we could not compute ourselves are computed when the file is opened.
      return moved.replace(
        TAG_CALC,
        (_, open: string, attributes: string, close: string) => `${open}${withAttribute(attributes, 'fullCalcOnLoad', '1')}${close}`,
      );
    });
    const chain = relationshipsOf(this.#pkg, this.#main).find(({ type }) => type === 'calcChain')?.target;
    if (chain === undefined || !this.#pkg.has(chain)) return;
    this.#removed.add(this.#stored(chain));
    const named = (attributes: string, key: string): boolean =>
      (attributeOf(attributes, key) ?? '').toLowerCase().endsWith(`/${chain.split('/').at(-1)}`.toLowerCase());
    this.#rewrite('[Content_Types].xml', (xml) => withoutTag(xml, 'Override', (attributes) => named(attributes, 'PartName')));
    this.#rewrite(relationsPart(this.#main), (xml) =>
      withoutTag(xml, 'Relationship', (attributes) => (attributeOf(attributes, 'Type') ?? '').endsWith('/calcChain')),
    );
  }

  #writeStrings(): void {
    const packed = (part: string): Packed => {
      const writer = new PartWriter(part, this.#squeeze);
      this.#strings.write((xml) => writer.write(xml));
      return writer.end();
    };
    if (this.#stringsPart !== null) {
      this.#changed.set(this.#stored(this.#stringsPart), packed(this.#stringsPart));
      return;
    }
    const part = `${this.#main.slice(0, this.#main.lastIndexOf('/') + 1)}sharedStrings.xml`;
    this.#added.set(part, packed(part));
    this.#rewrite('[Content_Types].xml', (xml) =>
      xml.replace(
        /<\/((?:[\w.-]+:)?)Types\s*>/u,
        (end, prefix: string) =>
          `<${prefix}Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>${end}`,
      ),
    );
    this.#rewrite(relationsPart(this.#main), (xml) => {
      const base =
        /Type\s*=\s*["']([^"']*)\/worksheet["']/u.exec(xml)?.[1] ?? 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
      return xml.replace(
        /<\/((?:[\w.-]+:)?)Relationships\s*>/u,
        (end, prefix: string) => `<${prefix}Relationship Id="qdStrings" Type="${base}/sharedStrings" Target="sharedStrings.xml"/>${end}`,
      );
    });
  }
}

const MENTIONS = ['f', 'formula', 'formula1', 'formula2'];
const TAG_CALC = /(<(?:[\w.-]+:)?calcPr\b)([^>]*?)(\/?>)/u;

function sheetsOf(workbook: string): { name: string; id: string }[] {
  const list = findElement(workbook, 'sheets');
  if (list === null) return [];
  return [...workbook.slice(list.innerStart, list.innerEnd).matchAll(TAG)].flatMap(([, slash, , local, attributes = '']) =>
    local === 'sheet' && slash === '' ? [{ name: attributeOf(attributes, 'name') ?? '', id: relationId(attributes) }] : [],
  );
}

/** `r:id`, whatever the prefix: `sheetId` is another attribute. */
function relationId(attributes: string): string {
  return /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/u.exec(attributes)?.[1] ?? '';
}

function relationsPart(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

function withoutTag(xml: string, local: string, goes: (attributes: string) => boolean): string {
  const tag = new RegExp(
    `<(?:[\\w.-]+:)?${local}((?:\\s+(?:"[^"]*"|'[^']*'|[^>"'/]|/(?!>))*)?)(?:/>|>\\s*</(?:[\\w.-]+:)?${local}\\s*>)`,
    'gu',
  );
  return xml.replaceAll(tag, (whole, attributes: string) => (goes(attributes) ? '' : whole));
}
