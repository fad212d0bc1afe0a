import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { Problem } from '../../problem.ts';
import { CsvParser } from './csv-parser.ts';
import { readWorkbook } from './reader.ts';
import { limits, type Sheet } from './read/index.ts';

export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
  /** Columns whose number has lost its last digits. */
  readonly lost?: readonly number[];
}

export interface RowSource {
  readonly bytes: number;
  /** Batches of rows, the header among them, with how many bytes have been read. */
  readonly batches: AsyncIterable<{ readonly rows: readonly SheetRow[]; readonly bytesDone: number }>;
  /** SHA-256 of the file, known once all of it was read. */
  readonly digest: () => string;
}

/** Rows of a table on disk: csv streamed whatever its size, xlsx and xls through the gate and its limits. */
export async function openRows(path: string, fileName: string): Promise<RowSource> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new Problem('input.unreadable', { detail: `打不开《${fileName}》，请看看名字和位置对不对。`, cause });
  });
  if (size === 0) throw new Problem('file.empty');
  return (await isPackage(path)) ? bookRows(path, fileName, size) : textRows(path, size);
}

/** Zip and the compound files of old workbooks; everything else has to be text. */
async function isPackage(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.readUInt32BE() === 0xd0cf11e0 || (buffer[0] === 0x50 && buffer[1] === 0x4b);
  } finally {
    await file.close();
  }
}

async function bookRows(path: string, fileName: string, size: number): Promise<RowSource> {
  if (size > limits.fileBytes)
    throw new Problem('file.too-large', {
      detail: `《${fileName}》超过20 MB，这么大的表请另存为 csv 再导入。 Save a table this large as csv.`,
    });
  const bytes = await readFile(path);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const { sheets } = await readWorkbook(bytes, fileName);
  const [first] = sheets.filter(({ hidden }) => !hidden).toSorted((a, b) => b.cells.length - a.cells.length);
  if (first === undefined) throw new Problem('file.empty');
  return { bytes: size, batches: ofSheet(first, size), digest: () => digest };
}

async function* ofSheet({ cells }: Sheet, size: number): AsyncGenerator<{ rows: SheetRow[]; bytesDone: number }> {
  let batch: SheetRow[] = [];
  for (let at = 0; at < cells.length;) {
    const row = cells[at]?.row ?? 0;
    const texts: string[] = [];
    const lost: number[] = [];
    for (let cell = cells[at]; cell !== undefined && cell.row === row; cell = cells[++at]) {
      while (texts.length < cell.column) texts.push('');
      texts.push(cell.text);
      if (cell.lostDigits) lost.push(cell.column);
    }
    if (texts.some((text) => text.trim() !== '')) batch.push({ row: row + 1, cells: texts, lost });
    if (batch.length < batchRows) continue;
    yield { rows: batch, bytesDone: Math.floor((size * at) / cells.length) };
    batch = [];
  }
  yield { rows: batch, bytesDone: size };
}

const batchRows = 500;

async function textRows(path: string, size: number): Promise<RowSource> {
  const encoding = await encodingOf(path);
  const hash = createHash('sha256');
  return { bytes: size, batches: ofText(path, encoding, hash), digest: () => hash.digest('hex') };
}

async function* ofText(
  path: string,
  encoding: string,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<{ rows: SheetRow[]; bytesDone: number }> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rows: SheetRow[] = [];
  const parser = new CsvParser((record) => rows.push(record));
  let bytesDone = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytesDone += chunk.length;
    parser.write(decoder.decode(chunk, { stream: true }));
    if (rows.length < batchRows) continue;
    yield { rows, bytesDone };
    rows = [];
  }
  parser.write(decoder.decode());
  parser.end();
  yield { rows, bytesDone };
}

/** By the mark, else strict UTF-8 over the whole file, else strict GB 18030; never a guess from its beginning. */
async function encodingOf(path: string): Promise<string> {
  const file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3, 0).finally(() => file.close());
  if (bytesRead >= 2 && buffer[0] === 0xff && buffer[1] === 0xfe) return checked(path, 'utf-16le');
  if (bytesRead >= 2 && buffer[0] === 0xfe && buffer[1] === 0xff) return checked(path, 'utf-16be');
  if (await decodes(path, 'utf-8')) return 'utf-8';
  return checked(path, 'gb18030');
}

async function checked(path: string, encoding: string): Promise<string> {
  if (await decodes(path, encoding)) return encoding;
  throw new Problem('file.encoding');
}

async function decodes(path: string, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>)
      if (decoder.decode(chunk, { stream: true }).includes('\0')) return false;
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
