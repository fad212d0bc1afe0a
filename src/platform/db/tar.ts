/**
 * POSIX ustar (IEEE 1003.1, pax section "ustar Interchange Format"), the part that an archive of ours needs: regular files below 8 GiB with
 * short names. Any tar opens it.
 */
const block = 512;

export function tarHeader(name: string, size: number, mtime: Date): Buffer {
  const header = Buffer.alloc(block);
  if (Buffer.byteLength(name) > 100) throw new RangeError(`a member's name has at most 100 bytes: ${name}`);
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${octal(size, 11)}\0`, 124);
  header.write(`${octal(Math.floor(mtime.getTime() / 1000), 11)}\0`, 136);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  header.write(`${octal(sumOf(header), 6)}\0 `, 148);
  return header;
}

/** Zeros that fill the last block of a member. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

export const tarEnd: Buffer = Buffer.alloc(2 * block);

export interface TarMember {
  readonly name: string;
  readonly size: number;
}

/** Null where the block is no header of ours. */
export function parseTarHeader(header: Buffer): TarMember | null {
  const sum = Number.parseInt(header.toString('latin1', 148, 154), 8);
  const plain = Buffer.from(header);
  plain.fill(' ', 148, 156);
  if (sumOf(plain) !== sum || header.toString('latin1', 257, 262) !== 'ustar' || header[156] !== 0x30) return null;
  const end = header.indexOf(0);
  const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
  return Number.isSafeInteger(size) ? { name: header.toString('utf8', 0, end < 0 || end > 100 ? 100 : end), size } : null;
}

function octal(value: number, width: number): string {
  return value.toString(8).padStart(width, '0');
}

function sumOf(header: Buffer): number {
  let sum = 0;
  for (const byte of header) sum += byte;
  return sum;
}
