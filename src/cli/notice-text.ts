import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Problem } from '../problem.ts';
import type { Io } from './command.ts';

const SMALL = 200_000;
/** Characters of one text on the command line. */
const MOST = 500_000;
/** What plain words of a notice begin with; everything else may be a page, a package or a picture under a wrong name. */
const begins = /^[\s]*[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f@#\d]/u;

/**
 * The words of one file. A short notice in UTF-8 is read here: the readers of Word, PDF and tables take longer to load than the notice to
 * judge, so they are loaded for what needs them.
 */
export async function noticeText(file: string, io: Io): Promise<string> {
  return bounded(await wordsOf(file, io), file);
}

/** Every text is read in time linear in its length; a text of millions would still take the memory of the machine. */
export function bounded(text: string, file: string): string {
  if (text.length <= MOST) return text;
  throw new Problem('file.too-large', {
    detail: `${file} 有${text.length}个字，一次最多${MOST}个，请分成几份，附件单独查 · at most ${MOST} characters; split it, check annexes by themselves`,
  });
}

async function wordsOf(file: string, io: Io): Promise<string> {
  const name = file === '-' ? '标准输入' : resolve(io.cwd, file);
  const bytes = file === '-' ? await io.stdin() : /\.(txt|md)$/iu.test(file) ? await smallFile(name) : null;
  const plain = bytes === null || bytes.length > SMALL ? null : plainText(bytes);
  if (plain !== null) return plain;
  const { readDocument, readDocumentFile } = await import('../platform/office/index.ts');
  return (bytes === null ? await readDocumentFile(name) : await readDocument(bytes, name)).text;
}

/** What cannot be opened is refused by the reader of files, which says why. */
async function smallFile(path: string): Promise<Uint8Array | null> {
  try {
    return (await stat(path)).size > SMALL ? null : await readFile(path);
  } catch {
    return null;
  }
}

function plainText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return begins.test(text) && !text.includes('\0') ? text : null;
  } catch {
    return null;
  }
}
