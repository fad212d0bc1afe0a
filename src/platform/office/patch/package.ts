import { contentTypeOf, mainPart, openPackage, refusal } from '../read/index.ts';
import { patchDocument } from './document.ts';
import { patchWorkbook } from './patch.ts';
import { makeSqueeze, type SqueezeMaker } from './squeeze.ts';
import type { SheetPatch } from './write.ts';

/** A workbook or a Word document, by what the package says of itself. @throws Problem `file.*` */
export function patchPackage(bytes: Uint8Array, patches: readonly SheetPatch[], squeeze: SqueezeMaker = makeSqueeze): Uint8Array {
  const pkg = openPackage(bytes);
  const main = pkg.has('[Content_Types].xml') ? mainPart(pkg) : null;
  const type = main !== null && pkg.has(main) ? contentTypeOf(pkg, main) : '';
  if (main === null || !/sheet|word/u.test(type)) throw refusal('file.kind', null, '这不是表格', '请用 WPS 或 Excel 另存为 .xlsx。');
  const source = { bytes, pkg, main };
  return type.includes('word') ? patchDocument(source, patches, squeeze) : patchWorkbook(source, patches, squeeze);
}
