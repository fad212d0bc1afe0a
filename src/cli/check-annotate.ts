import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { CheckedFile } from '../engines/rulebook/index.ts';
import type { DocumentText } from '../platform/office/index.ts';
import { Problem } from '../problem.ts';
import { notesOf } from './check-notes.ts';
import type { Io } from './command.ts';

export interface OpenedNotice {
  readonly bytes: Uint8Array;
  readonly document: DocumentText;
}

/** The file itself with its text: comments are written into what was handed in. The readers are loaded here and not for every check. */
export async function openNotice(file: string, io: Io): Promise<OpenedNotice> {
  const { bytesOfFile, readDocument } = await import('../platform/office/index.ts');
  const bytes = file === '-' ? await io.stdin() : await bytesOfFile(resolve(io.cwd, file));
  return { bytes, document: await readDocument(bytes, file === '-' ? '标准输入' : basename(file)) };
}

export async function writeAnnotated({ bytes, document }: OpenedNotice, checked: CheckedFile, out: string, io: Io): Promise<void> {
  const { annotate, gatherNotes, mostNotes } = await import('../platform/office/index.ts');
  const annotated = annotate(bytes, document, notesOf(checked, { gatherNotes, mostNotes }), { name: '轻担', at: new Date().toISOString() });
  try {
    await writeFile(resolve(io.cwd, out), annotated);
  } catch (cause) {
    throw new Problem('input.unreadable', { detail: `写不了 ${out}，看看文件夹在不在、文件是不是正开着 · cannot write it`, cause });
  }
}
