import { writeXlsx } from '../src/platform/office/index.ts';
import type { DemoTable } from './county.ts';

/** A department's blank table: one heading row, a few empty lines. Its bytes are the same every time, so terms name one digest. */
export async function bytesOf({ sheet, headings, lines }: DemoTable): Promise<Buffer> {
  const rows = async function* (): AsyncGenerator<null[][]> {
    yield Array.from({ length: lines }, () => headings.map(() => null));
  };
  const parts: Uint8Array[] = [];
  for await (const part of writeXlsx(sheet, headings, rows())) parts.push(part);
  return Buffer.concat(parts);
}
