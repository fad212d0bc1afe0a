/** Crockford's base 32 for 128-bit ids: 26 signs, no I, L, O, U, and what people mistype reads back the same. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function encodeCrockford(bytes: Uint8Array): string {
  if (bytes.length !== 16) throw new RangeError('an id has 16 bytes');
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  let text = '';
  for (let place = 25n; place >= 0n; place -= 1n) text += signs[Number((number >> (place * 5n)) & 31n)] ?? '';
  return text;
}

/** The 16 bytes, or null where the text is no id. Takes lower case, O for 0, I and L for 1, and hyphens, as Crockford asks of readers. */
export function decodeCrockford(text: string): Uint8Array | null {
  const plain = text.toUpperCase().replaceAll('-', '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  // 26 signs carry 130 bits: the first may use only three of its five.
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(plain)) return null;
  let number = 0n;
  for (const sign of plain) number = (number << 5n) | BigInt(signs.indexOf(sign));
  return Uint8Array.from({ length: 16 }, (_, index) => Number((number >> BigInt(8 * (15 - index))) & 255n));
}
