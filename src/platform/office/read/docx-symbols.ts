/** Ticks and boxes of forms are drawn with symbol fonts: their private codes mean nothing outside the font. */
const wingdings: Record<string, string> = {
  '6C': '●',
  '6E': '■',
  '6F': '□',
  '71': '□',
  '72': '□',
  '75': '◆',
  A1: '○',
  A8: '□',
  D8: '➢',
  FB: '✗',
  FC: '✓',
  FD: '☒',
  FE: '☑',
};
const wingdings2: Record<string, string> = { '50': '✓', '51': '☒', '52': '☑', '53': '☒', '54': '☒', A3: '□' };

/** `code` is hexadecimal, in the font's own range or shifted to F000. */
export function symbol(font: string, code: string): string {
  const value = /^[0-9A-Fa-f]{1,5}$/u.test(code) ? Number.parseInt(code, 16) : 0;
  const short = (value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value).toString(16).toUpperCase().padStart(2, '0');
  const name = font.toLowerCase();
  if (name === 'wingdings') return wingdings[short] ?? '·';
  if (name === 'wingdings 2') return wingdings2[short] ?? '·';
  return value >= 0x20 && value < 0xe000 && (value < 0xd800 || value > 0xdfff) ? String.fromCodePoint(value) : '·';
}
