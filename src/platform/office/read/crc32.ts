/** CRC-32 of ISO 3309, reflected polynomial 0xEDB88320, as zip uses it; eight bytes a step (slicing by eight), one table for each. */
const SLICES = 8;

const tables = makeTables();

function makeTables(): Int32Array {
  const made = new Int32Array(256 * SLICES);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    made[byte] = value;
  }
  for (let at = 256; at < made.length; at++) {
    const before = made[at - 256] ?? 0;
    made[at] = (before >>> 8) ^ (made[before & 0xff] ?? 0);
  }
  return made;
}

/** Continues from `previous`, so that a stream can be summed chunk by chunk. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  // Indices are masked and lie inside the tables; reads beyond a typed array would be undefined, which `| 0` makes a number.
  const t = (slice: number, byte: number): number => (tables[slice * 256 + (byte & 0xff)] ?? 0) | 0;
  let crc = ~previous;
  let at = 0;
  for (const end = bytes.length - (SLICES - 1); at < end; at += SLICES) {
    const low = crc ^ word(bytes, at);
    const high = word(bytes, at + 4);
    crc =
      t(7, low) ^ t(6, low >>> 8) ^ t(5, low >>> 16) ^ t(4, low >>> 24) ^ t(3, high) ^ t(2, high >>> 8) ^ t(1, high >>> 16) ^ t(0, high >>> 24); // prettier-ignore
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ t(0, crc ^ (bytes[at] ?? 0));
  return ~crc >>> 0;
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}
