/** Full-width digits, letters and punctuation as typed on a Chinese keyboard. */
export function halfWidth(text: string): string {
  // Most cells have none: a test is cheaper than a copy.
  if (!/[！-～　]/u.test(text)) return text;
  return text.replaceAll(/[！-～]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');
}
