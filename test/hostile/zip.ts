/** A zip writer that can lie: every field of local header, directory and end record may be set apart from the truth. */
import { deflateSync, strToU8 } from 'fflate';
import { crc32 } from 'node:zlib';

export interface Lie {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** 8 = deflate (default), 0 = stored; any other is written as it is over stored bytes. */
  readonly method?: number;
  readonly flags?: number;
  readonly localName?: string;
  /** Bytes of the name in both headers, for names of an old code page. */
  readonly nameBytes?: Uint8Array;
  readonly localSize?: number;
  readonly localFlags?: number;
  readonly size?: number;
  readonly crc?: number;
  /** Unix mode in the directory: 0o120777 is a symbolic link. */
  readonly mode?: number;
  /** Writes sizes after the data, as streaming writers do. */
  readonly descriptor?: boolean;
  /** Not written at all: the directory points at a header that lies inside the stored data of this other entry. */
  readonly insideOf?: number;
  readonly extra?: Uint8Array;
  /** Bytes put between the previous entry and this one. */
  readonly gap?: Uint8Array;
}

export interface Whole {
  readonly prefix?: Uint8Array;
  readonly suffix?: Uint8Array;
  readonly count?: number;
  readonly directorySize?: number;
  /** Bytes between the last record of the directory and the end record. */
  readonly directoryTail?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly disk?: number;
}

export function zip(entries: readonly Lie[], whole: Whole = {}): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const push = (bytes: Uint8Array): void => {
    chunks.push(bytes);
    length += bytes.length;
  };
  push(whole.prefix ?? new Uint8Array(0));
  const starts: number[] = [];
  const directory: Uint8Array[] = [];
  for (const entry of entries) {
    push(entry.gap ?? new Uint8Array(0));
    const made = local(entry);
    const host = entry.insideOf === undefined ? undefined : entries[entry.insideOf];
    starts.push(host === undefined ? length : (starts[entry.insideOf ?? 0] ?? 0) + 30 + strToU8(host.name).length);
    if (host === undefined) push(made.bytes);
    directory.push(central(entry, made, starts.at(-1) ?? 0));
  }
  const start = length;
  for (const record of directory) push(record);
  push(whole.directoryTail ?? new Uint8Array(0));
  const comment = whole.comment ?? new Uint8Array(0);
  const size = whole.directorySize ?? length - start;
  const count = whole.count ?? entries.length;
  push(
    join([
      le32(0x06054b50),
      le16(whole.disk ?? 0),
      le16(0),
      le16(count),
      le16(count),
      le32(size),
      le32(start),
      le16(comment.length),
      comment,
    ]),
  );
  push(whole.suffix ?? new Uint8Array(0));
  return join(chunks);
}

interface Made {
  readonly bytes: Uint8Array;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
}

export function local(entry: Lie): Made {
  const data = typeof entry.data === 'string' ? strToU8(entry.data) : entry.data;
  const method = entry.method ?? 8;
  const packed = method === 8 ? deflateSync(data, { level: 9 }) : data;
  const crc = entry.crc ?? crc32(data);
  const size = entry.size ?? data.length;
  const name = entry.nameBytes ?? strToU8(entry.localName ?? entry.name);
  const late = entry.descriptor === true;
  const extra = entry.extra ?? new Uint8Array(0);
  const header = [le32(0x04034b50), le16(20), le16(entry.localFlags ?? flagsOf(entry)), le16(method), le32(0), le32(late ? 0 : crc)];
  const sizes = [
    le32(late ? 0 : packed.length),
    le32(late ? 0 : (entry.localSize ?? size)),
    le16(name.length),
    le16(extra.length),
    name,
    extra,
  ];
  const tail = late ? [le32(0x08074b50), le32(crc), le32(packed.length), le32(size)] : [];
  return { bytes: join([...header, ...sizes, packed, ...tail]), crc, compressed: packed.length, size };
}

function central(entry: Lie, made: Made, start: number): Uint8Array {
  const name = entry.nameBytes ?? strToU8(entry.name);
  const extra = entry.extra ?? new Uint8Array(0);
  const head = [
    le32(0x02014b50),
    le16(entry.mode === undefined ? 20 : 0x0314),
    le16(20),
    le16(flagsOf(entry)),
    le16(entry.method ?? 8),
    le32(0),
  ];
  const sizes = [le32(made.crc), le32(made.compressed), le32(made.size), le16(name.length), le16(extra.length), le16(0), le16(0), le16(0)];
  return join([...head, ...sizes, le32(((entry.mode ?? 0) << 16) >>> 0), le32(start), name, extra]);
}

function flagsOf(entry: Lie): number {
  return (entry.flags ?? 0x800) | (entry.descriptor === true ? 8 : 0);
}

export function le16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
}

export function le32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
