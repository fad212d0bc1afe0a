/** Central directory and local headers (APPNOTE 6.3.10, sections 4.3.7 to 4.3.16), compared field by field. */
import type { ByteView } from './bytes.ts';
import { limits } from './limits.ts';
import { refusal, shownPart } from './refusal.ts';

export interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  /** Local header, first byte of data, first byte after data and descriptor. */
  readonly start: number;
  readonly dataStart: number;
  readonly end: number;
  /** Its record in the central directory. */
  readonly central: { readonly start: number; readonly end: number };
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const DESCRIPTOR = 0x08074b50;
const FULL16 = 0xffff;
const FULL32 = 0xffff_ffff;
/** bit 0 encryption, bit 6 strong encryption, bit 13 masked headers */
const ENCRYPTED = 0x2041;
const HAS_DESCRIPTOR = 0x8;
const UTF8 = 0x800;
/** Flags in which both headers must agree: all but the level of compression (bits 1, 2), and how a plain ASCII name is encoded. */
const FLAGS = 0xfff9;
const AES = 99;
const SYMLINK = 0xa000;

export function readDirectory(view: ByteView): readonly Entry[] {
  const end = findEnd(view);
  view.directoryStart = end.start;
  const entries: Entry[] = [];
  let at = end.start;
  for (let index = 0; index < end.count; index++) {
    const [entry, next] = readEntry(view, at, index);
    entries.push(entry);
    at = next;
  }
  if (at !== end.stop) throw refusal('file.hostile', null, '压缩包的目录和它自己写的长短对不上');
  return entries;
}

interface End {
  readonly start: number;
  readonly stop: number;
  readonly count: number;
}

function findEnd(view: ByteView): End {
  const floor = Math.max(0, view.length - 22 - FULL16);
  let at = view.length - 22;
  // Readers search backwards for the last signature: ours must be that one, and its comment must end the file.
  while (at >= floor && view.u32(at) !== END) at--;
  if (at < floor) throw refusal('file.damaged', null, '文件不完整，找不到压缩包的结尾');
  if (at + 22 + view.u16(at + 20) !== view.length) throw refusal('file.hostile', null, '压缩包结尾后面多出了别的内容');
  if (view.u16(at + 4) !== 0 || view.u16(at + 6) !== 0) throw refusal('file.kind', null, '这是分卷压缩包的一卷');
  const count = view.u16(at + 10);
  const size = view.u32(at + 12);
  const start = view.u32(at + 16);
  if (view.u16(at + 8) !== count) throw refusal('file.hostile', null, '压缩包的目录写了两个不同的项数');
  const end = at >= 20 && view.u32(at - 20) === LOCATOR64 ? readEnd64(view, at - 20, { count, size, start }) : { start, stop: at, count };
  if (end.count > limits.entries) throw refusal('file.hostile', null, `压缩包里有${end.count}个部分，太多了`);
  if (end.count === 0) throw refusal(view.length === 22 ? 'file.damaged' : 'file.hostile', null, '压缩包的目录是空的');
  if (end.start > end.stop || (size !== FULL32 && end.stop - end.start !== size))
    throw refusal('file.hostile', null, '压缩包的目录不在它说的地方');
  return end;
}

function readEnd64(view: ByteView, locator: number, short: { count: number; size: number; start: number }): End {
  const at = view.u64(locator + 8);
  if (view.u32(at) !== END64 || at + 12 + view.u64(at + 4) !== locator) throw refusal('file.hostile', null, '压缩包的64位结尾对不上');
  const count = view.u64(at + 32);
  const size = view.u64(at + 40);
  const start = view.u64(at + 48);
  const same = (wide: number, narrow: number, full: number): boolean => narrow === full || narrow === wide;
  const agree =
    same(count, short.count, FULL16) && same(size, short.size, FULL32) && same(start, short.start, FULL32) && view.u64(at + 24) === count;
  if (!agree || start + size !== at) throw refusal('file.hostile', null, '压缩包的两个结尾说法不一');
  return { start, stop: at, count };
}

interface Header {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
}

function readEntry(view: ByteView, at: number, index: number): [Entry, number] {
  if (view.u32(at) !== CENTRAL) throw refusal('file.damaged', `第${index + 1}项`, '压缩包的目录断了');
  const nameLength = view.u16(at + 28);
  const extraLength = view.u16(at + 30);
  const commentLength = view.u16(at + 32);
  const nameBytes = view.slice(at + 46, nameLength);
  const name = decodeName(nameBytes, view.u16(at + 8), index);
  const where = `第${index + 1}项 ${shownPart(name)}`;
  const narrow = { size: view.u32(at + 24), compressed: view.u32(at + 20), start: view.u32(at + 42) };
  const wide = readExtra64(view, at + 46 + nameLength, extraLength, narrow, where);
  const header: Header = { name, flags: view.u16(at + 8), method: view.u16(at + 10), crc: view.u32(at + 16), ...wide };
  checkFlags(header, view.u32(at + 38) >>> 16, where);
  if (view.u16(at + 34) !== 0) throw refusal('file.kind', where, '这是分卷压缩包的一卷');
  const next = at + 46 + nameLength + extraLength + commentLength;
  return [{ ...readLocal(view, wide.start, header, nameBytes, where), central: { start: at, end: next } }, next];
}

function checkFlags(header: Header, mode: number, where: string): void {
  if ((header.flags & ENCRYPTED) !== 0 || header.method === AES) throw refusal('file.encrypted', where, '这个文件打不开：里面有密码');
  if ((mode & 0xf000) === SYMLINK) throw refusal('file.hostile', where, '压缩包里有指向别处的链接');
  if (header.method !== 0 && header.method !== 8) throw refusal('file.kind', where, '压缩的方法不认识');
  if (header.method === 0 && header.compressed !== header.size) throw refusal('file.hostile', where, '没有压缩的部分，前后大小却不同');
}

/**
 * Where bit 11 does not promise UTF-8, a name is in the code page of whoever packed it: in China GBK. What is not even that is never looked up and
 * only has to stay distinct, so its bytes are taken one by one.
 */
function decodeName(bytes: Uint8Array, flags: number, index: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    if ((flags & UTF8) !== 0) throw refusal('file.hostile', `第${index + 1}项`, '压缩包里的文件名认不出');
    try {
      return new TextDecoder('gb18030', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      // falls through
    }
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xe000 + byte)).join('');
  }
}

type Wide = { size: number; compressed: number; start: number };

/** Zip64 extra field (0x0001): only fields that are all ones in the header may stand in it; one that contradicts the header is a lie. */
function readExtra64(view: ByteView, from: number, length: number, narrow: Wide, where: string, mayBeBlank = false): Wide {
  const result = { ...narrow };
  const stop = from + length;
  for (let at = from; at + 4 <= stop;) {
    const id = view.u16(at);
    const bodyLength = view.u16(at + 2);
    if (at + 4 + bodyLength > stop) break;
    if (id === 0x0001) {
      let cursor = at + 4;
      for (const key of ['size', 'compressed', 'start'] as const) {
        if (cursor + 8 > at + 4 + bodyLength) break;
        if (narrow[key] !== FULL32 && view.u64(cursor) !== narrow[key]) continue;
        result[key] = view.u64(cursor);
        cursor += 8;
      }
      if (cursor + 8 <= at + 4 + bodyLength) throw refusal('file.hostile', where, '压缩包里写了两个不同的大小');
    }
    if (id === 0x9901) throw refusal('file.encrypted', where, '这个文件打不开：里面有密码');
    at += 4 + bodyLength;
  }
  if (mayBeBlank) return result;
  if (result.size === FULL32 || result.compressed === FULL32 || result.start === FULL32)
    throw refusal('file.hostile', where, '压缩包里写的大小不可能是真的');
  return result;
}

function readLocal(view: ByteView, start: number, central: Header, nameBytes: Uint8Array, where: string): Omit<Entry, 'central'> {
  const lie = (): never => {
    throw refusal('file.hostile', where, '压缩包的目录和文件头对不上');
  };
  if (start >= view.directoryStart || view.u32(start) !== LOCAL) lie();
  const nameLength = view.u16(start + 26);
  const extraLength = view.u16(start + 28);
  const localName = view.slice(start + 30, nameLength);
  if (localName.length !== nameBytes.length || localName.some((byte, i) => byte !== nameBytes[i])) lie();
  const different = view.u16(start + 6) ^ central.flags;
  if ((different & (isAscii(nameBytes) ? FLAGS & ~UTF8 : FLAGS)) !== 0 || view.u16(start + 8) !== central.method) lie();
  const described = (central.flags & HAS_DESCRIPTOR) !== 0;
  const narrow = { size: view.u32(start + 22), compressed: view.u32(start + 18), start: 0 };
  const local = { ...readExtra64(view, start + 30 + nameLength, extraLength, narrow, where, described), crc: view.u32(start + 14) };
  for (const field of ['size', 'compressed', 'crc'] as const) {
    // A streaming writer leaves blank what it does not know yet, field by field.
    const blank = described && (local[field] === 0 || local[field] === FULL32);
    if (!blank && local[field] !== central[field]) lie();
  }
  const dataStart = start + 30 + nameLength + extraLength;
  const dataEnd = dataStart + central.compressed;
  if (dataEnd > view.directoryStart) lie();
  const end = described ? dataEnd + descriptorLength(view, dataEnd, central, lie) : dataEnd;
  return {
    name: central.name,
    method: central.method,
    crc: central.crc,
    compressed: central.compressed,
    size: central.size,
    start,
    dataStart,
    end,
  };
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** With or without signature, 32 or 64 bits wide: the one that repeats the central directory's figures. */
function descriptorLength(view: ByteView, at: number, central: Header, lie: () => never): number {
  for (const signature of [4, 0]) {
    if (signature === 4 && view.u32(at) !== DESCRIPTOR) continue;
    const crcAt = at + signature;
    if (view.u32(crcAt) !== central.crc) continue;
    if (view.u32(crcAt + 4) === central.compressed && view.u32(crcAt + 8) === central.size) return signature + 12;
    if (view.u32(crcAt + 4) === central.compressed && view.u32(crcAt + 8) === 0 && view.u32(crcAt + 12) === central.size)
      return signature + 20;
  }
  return lie();
}
