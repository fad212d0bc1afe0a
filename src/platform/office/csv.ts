/** Cells that a spreadsheet would run as a formula get a leading quote (ASVS 5.0 V1.2.10), their full-width twins too. */
const risky = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** RFC 4180 with a byte order mark, so that Excel and WPS read it as UTF-8. Numbers are typed and stay as they are. */
export function writeCsv(header: readonly string[], rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const safe = risky.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
