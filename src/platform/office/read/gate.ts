/**
 * The zip gate: nothing parses an upload before its central directory and its local headers tell one and the same story.
 * Two readers that disagree about a package are the root of most package attacks (ASVS 5.0 V1.5.3), so every byte must be accounted for:
 * entries tile the file from 0 to the central directory, which is followed by the one end record and nothing else.
 */
import { inflatePart } from './inflate.ts';
import { limits } from './limits.ts';
import { refusal, shownPart } from './refusal.ts';
import { ByteView } from './bytes.ts';
import { readDirectory, type Entry } from './directory.ts';

export interface Package {
  /** Part names as stored, in the order of the directory. */
  readonly names: readonly string[];
  /** Where the parts lie in the file: for a writer that copies them as they are. */
  readonly entries: readonly Entry[];
  has(name: string): boolean;
  /** Streams one part into `sink`; counts against the budget of the whole package. Names compare without case, as OPC says. */
  stream(name: string, sink: (chunk: Uint8Array) => void, limit?: number): void;
}

export function openPackage(bytes: Uint8Array): Package {
  const view = new ByteView(bytes);
  const entries = readDirectory(view);
  const byName = new Map<string, Entry>();
  for (const [at, entry] of entries.entries()) {
    checkName(entry.name, at);
    const key = foldedName(entry.name);
    if (byName.has(key)) throw refusal('file.hostile', place(at, entry), '压缩包里有两个同名的部分');
    byName.set(key, entry);
  }
  checkLayout(view, entries);

  let spent = 0;
  return {
    names: entries.map((entry) => entry.name),
    entries,
    has: (name) => byName.has(foldedName(name)),
    stream(name, sink, limit = limits.partBytes) {
      const entry = byName.get(foldedName(name));
      if (entry === undefined) throw refusal('file.damaged', shownPart(name), '文件里缺了一部分');
      const budget = Math.min(limit, limits.packageBytes - spent);
      spent += inflatePart(bytes.subarray(entry.dataStart, entry.dataStart + entry.compressed), entry, budget, sink);
    },
  };
}

function place(at: number, entry: Entry): string {
  return `第${at + 1}项 ${shownPart(entry.name)}`;
}

function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\/$/u, '');
}

function checkName(name: string, at: number): void {
  const segments = name.replace(/\/$/u, '').split('/');
  const bad =
    name.length === 0 ||
    name.length > 255 ||
    /[\\\p{Cc}]/u.test(name) ||
    /^[A-Za-z]:/u.test(name) ||
    segments.some((segment) => segment === '' || segment === '.' || segment === '..');
  if (bad) throw refusal('file.hostile', `第${at + 1}项 ${shownPart(name)}`, '压缩包里有不该有的路径');
}

/** Entries sorted by place must follow each other without overlap, prefix or gap (a gap can hide an entry that a streaming reader would see). */
function checkLayout(view: ByteView, entries: readonly Entry[]): void {
  const sorted = [...entries].sort((a, b) => a.start - b.start);
  let next = 0;
  for (const entry of sorted) {
    if (entry.start < next) throw refusal('file.hostile', shownPart(entry.name), '压缩包里的两部分叠在一起');
    if (entry.start > next)
      throw refusal('file.hostile', shownPart(entry.name), next === 0 ? '压缩包前面多出了别的内容' : '压缩包中间夹了别的内容');
    next = entry.end;
  }
  if (next !== view.directoryStart) throw refusal('file.hostile', null, '压缩包的目录和内容对不上');
}
