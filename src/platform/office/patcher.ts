/** A template with values put in, whatever kind of file it is. The server's native deflate is handed to the pure patchers. */
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { newWorkbook, patchPackage, type SheetPatch, type Squeeze } from './patch/index.ts';
import { isOldWorkbook, named, type Workbook } from './read/index.ts';

/** Pieces end on a byte, so that joined they are one stream; only the last one closes it. */
const makeSqueeze = (): Squeeze =>
  Object.assign(
    (piece: Uint8Array, last: boolean) =>
      deflateRawSync(piece, { level: 2, memLevel: 9, finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH }),
    { crc32 },
  );

/** An old .xls cannot be patched: its cells, as they were read, become a new .xlsx first. */
export function patchTemplate(bytes: Uint8Array, fileName: string, patches: readonly SheetPatch[], book: Workbook): Uint8Array {
  try {
    return patchPackage(isOldWorkbook(bytes, fileName) ? newWorkbook(book.sheets, makeSqueeze) : bytes, patches, makeSqueeze);
  } catch (error) {
    throw named(error, fileName);
  }
}
