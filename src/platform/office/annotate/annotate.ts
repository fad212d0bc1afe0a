/** The notice back as a Word document with comments at the words that they speak of. */
import { annotateDocx } from './into-docx.ts';
import type { Author, Note } from './notes.ts';
import { annotateText } from './into-new.ts';
import type { DocumentText } from '../read/index.ts';

/** A docx keeps everything that it is; whatever else was read becomes a new document of its text. `notes` count in `document.text`. */
export function annotate(bytes: Uint8Array, document: DocumentText, notes: readonly Note[], author: Author): Uint8Array {
  return document.kind === 'docx' ? annotateDocx(bytes, notes, author) : annotateText(document.text, notes, author);
}
