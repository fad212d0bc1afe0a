/**
 * A package written again with some parts changed. Parts that stay are copied with their headers, compressed bytes and order as they are; only
 * where they lie in the file changes. A changed part keeps name, time and attributes (APPNOTE 6.3.10, 4.3 and 4.4).
 */
import type { Entry } from '../read/index.ts';
import type { Packed } from './part-writer.ts';

interface Changes {
  readonly changed: ReadonlyMap<string, Packed>;
  readonly added: ReadonlyMap<string, Packed>;
  readonly removed: ReadonlySet<string>;
}

export function repack(bytes: Uint8Array, entries: readonly Entry[], { changed, added, removed }: Changes): Uint8Array {
  const parts: Uint8Array[] = [];
  const records = new Map<string, Uint8Array>();
  let at = 0;
  const put = (name: string, header: Uint8Array, data: readonly Uint8Array[], record: (start: number) => Uint8Array): void => {
    records.set(name, record(at));
    for (const piece of [header, ...data]) {
      parts.push(piece);
      at += piece.length;
    }
  };
  for (const entry of [...entries].sort((a, b) => a.start - b.start)) {
    if (removed.has(entry.name)) continue;
    const packed = changed.get(entry.name);
    const old = bytes.subarray(entry.central.start, entry.central.end);
    if (packed === undefined) put(entry.name, bytes.subarray(entry.start, entry.end), [], (start) => movedRecord(old, entry, start));
    else {
      const model = modelOf(old);
      put(entry.name, localHeader(model, packed), packed.data, (start) => centralRecord(model, packed, start));
    }
  }
  for (const [name, packed] of added) {
    const model = {
      name: new TextEncoder().encode(name),
      flags: 0,
      version: 20,
      madeBy: 20,
      time: 0,
      day: 0x21,
      attributes: 0,
      internal: 0,
    };
    put(name, localHeader(model, packed), packed.data, (start) => centralRecord(model, packed, start));
  }
  const central = [...entries.map(({ name }) => name), ...added.keys()].flatMap((name) => records.get(name) ?? []);
  const size = central.reduce((sum, record) => sum + record.length, 0);
  return joined([...parts, ...central, endRecord(central.length, size, at)]);
}

interface Model {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly version: number;
  readonly madeBy: number;
  readonly time: number;
  readonly day: number;
  readonly internal: number;
  readonly attributes: number;
}

/** Name, time and attributes as they were; bit 3 (sizes follow the data) is not needed any more. */
function modelOf(record: Uint8Array): Model {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  return {
    name: record.subarray(46, 46 + view.getUint16(28, true)),
    flags: view.getUint16(8, true) & 0x800,
    version: 20,
    madeBy: view.getUint16(4, true),
    time: view.getUint16(12, true),
    day: view.getUint16(14, true),
    internal: view.getUint16(36, true),
    attributes: view.getUint32(38, true),
  };
}

function localHeader({ name, flags, version, time, day }: Model, packed: Packed): Uint8Array {
  const header = new Uint8Array(30 + name.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, 0x04034b50, true);
  writeCommon(view, 4, { flags, version, time, day, packed, nameLength: name.length });
  header.set(name, 30);
  return header;
}

function centralRecord(
  { name, flags, version, madeBy, time, day, internal, attributes }: Model,
  packed: Packed,
  start: number,
): Uint8Array {
  const record = new Uint8Array(46 + name.length);
  const view = new DataView(record.buffer);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, madeBy, true);
  writeCommon(view, 6, { flags, version, time, day, packed, nameLength: name.length });
  view.setUint16(36, internal, true);
  view.setUint32(38, attributes, true);
  view.setUint32(42, start, true);
  record.set(name, 46);
  return record;
}

interface Common extends Pick<Model, 'flags' | 'version' | 'time' | 'day'> {
  readonly packed: Packed;
  readonly nameLength: number;
}

/** The fields that stand in the same order in both headers. */
function writeCommon(view: DataView, at: number, { flags, version, time, day, packed, nameLength }: Common): void {
  view.setUint16(at, version, true);
  view.setUint16(at + 2, flags, true);
  view.setUint16(at + 4, 8, true);
  view.setUint16(at + 6, time, true);
  view.setUint16(at + 8, day, true);
  view.setUint32(at + 10, packed.crc, true);
  view.setUint32(at + 14, packed.data.reduce((sum, piece) => sum + piece.length, 0), true); // prettier-ignore
  view.setUint32(at + 18, packed.size, true);
  view.setUint16(at + 22, nameLength, true);
}

/** The record of a part that stays: only its place changes. A zip64 field for the place, which a file this small never needs, is left out with its extras. */
function movedRecord(record: Uint8Array, entry: Entry, start: number): Uint8Array {
  // Not slice(): that of a Buffer shares the bytes.
  const copy = new Uint8Array(record);
  const view = new DataView(copy.buffer);
  if (view.getUint32(42, true) !== 0xffff_ffff) {
    view.setUint32(42, start, true);
    return copy;
  }
  const nameEnd = 46 + view.getUint16(28, true);
  const commentStart = nameEnd + view.getUint16(30, true);
  view.setUint32(20, entry.compressed, true);
  view.setUint32(24, entry.size, true);
  view.setUint16(30, 0, true);
  view.setUint32(42, start, true);
  return joined([copy.subarray(0, nameEnd), copy.subarray(commentStart)]);
}

function endRecord(count: number, size: number, start: number): Uint8Array {
  const record = new Uint8Array(22);
  const view = new DataView(record.buffer);
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, start, true);
  return record;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
