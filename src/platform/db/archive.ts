import { createHash, type Hash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { Problem } from '../../problem.ts';
import type { TableShape } from './tables.ts';
import { parseTarHeader, tarEnd, tarHeader, tarPadding } from './tar.ts';

/**
 * A backup is one tar: `backup.json` (what it is), the files of the installation, the tables in pieces of a mebibyte, `manifest.json`
 * (SHA-256 of every member), and behind the tar's end one line with the SHA-256 of all of it. Written and read in one pass each with
 * constant memory; `tar tf` lists it.
 */
export interface BackupHead {
  readonly format: 1;
  readonly version: string;
  readonly createdAt: string;
  readonly warning: string;
  readonly migrations: readonly { readonly name: string; readonly digest: string }[];
  readonly tables: readonly TableShape[];
}

export interface Member {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly rows: Readonly<Record<string, number>>;
  readonly members: readonly Member[];
}

export const headName = 'backup.json';
export const manifestName = 'manifest.json';
const pieceSize = 1 << 20;
const largestMember = 64 << 20;
const sealPattern = /^sha256 ([0-9a-f]{64})\n$/;
const sealSize = 'sha256 '.length + 64 + 1;

/** Writes beside the wanted name and takes it only when everything is on the disk: a file of that name is a whole backup. */
export class ArchiveWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #hash: Hash = createHash('sha256');
  readonly #members: Member[] = [];
  readonly #at: Date;
  bytes = 0;

  static async create(path: string, at: Date): Promise<ArchiveWriter> {
    return new ArchiveWriter(path, await open(`${path}.part`, 'wx', 0o600), at);
  }

  constructor(path: string, file: FileHandle, at: Date) {
    this.#path = path;
    this.#file = file;
    this.#at = at;
  }

  async add(name: string, content: Buffer): Promise<void> {
    this.#members.push({ name, size: content.length, sha256: createHash('sha256').update(content).digest('hex') });
    await this.#member(name, content);
  }

  /** @returns the number of rows: COPY's text form has one line feed a row and none inside */
  async addTable(table: string, chunks: AsyncIterable<Buffer>, told: (rows: number) => void): Promise<number> {
    let [rows, piece] = [0, 0];
    const held = { parts: [] as Buffer[], size: 0 };
    const cut = async (length: number): Promise<void> => {
      const all = Buffer.concat(held.parts, held.size);
      await this.add(`tables/${table}/${String(piece++).padStart(6, '0')}`, all.subarray(0, length));
      held.parts = [all.subarray(length)];
      held.size -= length;
      told(rows);
    };
    for await (const chunk of chunks) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++;
      held.parts.push(chunk);
      held.size += chunk.length;
      while (held.size >= pieceSize) await cut(pieceSize);
    }
    if (held.size > 0) await cut(held.size);
    return rows;
  }

  async finish(rest: Omit<Manifest, 'members'>): Promise<{ sha256: string }> {
    const manifest: Manifest = { ...rest, members: this.#members };
    await this.#member(manifestName, Buffer.from(`${JSON.stringify(manifest)}\n`));
    await this.#write(tarEnd);
    const sha256 = this.#hash.digest('hex');
    await this.#file.writeFile(`sha256 ${sha256}\n`);
    await this.#file.sync();
    await this.#file.close();
    await rename(`${this.#path}.part`, this.#path);
    return { sha256 };
  }

  async abandon(): Promise<void> {
    await this.#file.close();
    await rm(`${this.#path}.part`, { force: true });
  }

  async #member(name: string, content: Buffer): Promise<void> {
    await this.#write(tarHeader(name, content.length, this.#at));
    await this.#write(content);
    await this.#write(tarPadding(content.length));
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#hash.update(bytes);
    this.bytes += bytes.length;
    // writeFile on a handle carries on where it stands and writes all of it; write() may stop half-way.
    await this.#file.writeFile(bytes);
  }
}

/** A backup opened for reading. Its seal is checked by `openArchive`: what comes after reads bytes that are those once written. */
export interface Archive {
  readonly members: () => AsyncGenerator<{ readonly name: string; readonly content: Buffer }>;
  readonly size: number;
  readonly sha256: string;
  readonly close: () => Promise<void>;
}

/** @throws Problem input.unreadable, file.damaged (cut off, or a byte has changed), before anything else is looked at */
export async function openArchive(path: string): Promise<Archive> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new Problem('input.unreadable', { detail: `打不开 ${path}，看看名字和位置对不对 · cannot open it`, cause });
  });
  try {
    const { size } = await file.stat();
    const body = size - sealSize;
    const seal = body < 0 ? null : sealPattern.exec((await readAt(file, body, sealSize)).toString('latin1'));
    if (seal === null) throw damaged(`${path} 不是完整的备份（末尾没有封签），请换一份。 Not a whole backup: its seal is missing.`);
    const sha256 = await digestOf(file, body);
    if (sha256 !== seal[1]) throw damaged(`${path} 与封签不符，有字节变了，请换一份。 Its bytes are not those that were written.`);
    return { members: () => membersOf(file, path, body), size, sha256, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* membersOf(file: FileHandle, path: string, end: number): AsyncGenerator<{ name: string; content: Buffer }> {
  for (let at = 0; at < end;) {
    const block = await readAt(file, at, 512);
    if (block.every((byte) => byte === 0)) return;
    const header = parseTarHeader(block);
    const next = at + 512 + (header?.size ?? 0) + tarPadding(header?.size ?? 0).length;
    if (header === null || header.size > largestMember || next > end)
      throw damaged(`${path} 在第${at}字节处读不懂。 Cannot be read at byte ${at}.`);
    yield { name: header.name, content: await readAt(file, at + 512, header.size) };
    at = next;
  }
}

/** Reads head and manifest, and holds every member against its digest. `look` sees each member on the way. */
export async function checkMembers(
  archive: Archive,
  look: (name: string, content: Buffer, head: BackupHead) => void,
): Promise<{ head: BackupHead; manifest: Manifest }> {
  const found: Member[] = [];
  let head: BackupHead | null = null;
  for await (const { name, content } of archive.members()) {
    if (name === manifestName) {
      // Sealed as a whole: what has the name of a manifest was written as one.
      const manifest = JSON.parse(content.toString()) as Manifest;
      if (head === null || JSON.stringify(manifest.members) !== JSON.stringify(found))
        throw damaged('备份里的文件与清单不符。 The members are not those of the manifest.');
      return { head, manifest };
    }
    if (name === headName) head = headOf(content);
    if (head === null) throw damaged('这不是轻担的备份。 This is not a Qingdan backup.');
    found.push({ name, size: content.length, sha256: createHash('sha256').update(content).digest('hex') });
    look(name, content, head);
  }
  throw damaged('备份里没有清单。 The backup has no manifest.');
}

function headOf(content: Buffer): BackupHead {
  // The format is looked at before anything else of it is believed.
  const head = JSON.parse(content.toString()) as BackupHead;
  if (head.format !== 1)
    throw new Problem('setting.invalid', {
      detail: `这份备份的格式（${String(head.format)}）比程序新，请用新版程序。 Made by a newer program.`,
    });
  return head;
}

async function digestOf(file: FileHandle, end: number): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < end; at += pieceSize) hash.update(await readAt(file, at, Math.min(pieceSize, end - at)));
  return hash.digest('hex');
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw damaged('文件在读的时候变短了。 The file became shorter while it was read.');
    done += bytesRead;
  }
  return bytes;
}

function damaged(detail: string): Problem {
  return new Problem('file.damaged', { detail });
}
