import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDocx } from '../../../test/office/make-docx.ts';
import { readDocument, readDocumentFile } from './index.ts';
import { readInWorker } from './reader.ts';
import { Turnstile } from './turnstile.ts';

const many = makeDocx(Array.from({ length: 40_000 }, (_, n) => `第${n}段：各村按时报数。`));

describe('the worker', () => {
  it('is killed when it runs over its time', async () => {
    await expect(
      readInWorker({ bytes: many, fileName: '长.docx', wants: 'text', pdf: null }, { memoryMb: 512, timeMs: 1 }),
    ).rejects.toMatchObject({
      slug: 'file.too-large',
      message: expect.stringContaining('《长.docx》'),
    });
  });

  it('is refused its file when it runs out of memory, and the process lives', async () => {
    await expect(
      readInWorker({ bytes: many, fileName: '长.docx', wants: 'text', pdf: null }, { memoryMb: 12, timeMs: 20_000 }),
    ).rejects.toMatchObject({
      slug: 'file.too-large',
    });
    expect((await readDocument(makeDocx(['后一份']), 'b.docx')).text).toBe('后一份');
  });

  it('takes files one after another when many come at once', async () => {
    const texts = await Promise.all(Array.from({ length: 12 }, (_, n) => readDocument(makeDocx([`第${n}份`]), `${n}.docx`)));
    expect(texts.map(({ text }) => text)).toEqual(Array.from({ length: 12 }, (_, n) => `第${n}份`));
  });
});

describe('the turnstile', () => {
  it('lets only so many run, keeps the order, and turns the rest away', async () => {
    const turnstile = new Turnstile(2, 2);
    const open: (() => void)[] = [];
    const order: number[] = [];
    const task = (n: number) => () =>
      new Promise<void>((resolve) => {
        order.push(n);
        open.push(resolve);
      });
    const running = [0, 1, 2, 3].map((n) => turnstile.pass(task(n)));
    await expect(turnstile.pass(task(4))).rejects.toMatchObject({ slug: 'rate.limited' });
    expect(order).toEqual([0, 1]);
    for (let n = 0; n < 4; n++) {
      while (open[n] === undefined) await Promise.resolve();
      open[n]?.();
      await running[n];
    }
    expect(order).toEqual([0, 1, 2, 3]);
  });

  it('gives the place back when a task fails', async () => {
    const turnstile = new Turnstile(1, 0);
    await expect(turnstile.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turnstile.pass(() => Promise.resolve('yes'))).toBe('yes');
  });
});

describe('a file on disk', () => {
  it('is read by its path; one that is missing, a folder or huge is refused before it is read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'office-'));
    try {
      await writeFile(join(folder, '通知.txt'), '各村：');
      expect((await readDocumentFile(join(folder, '通知.txt'))).text).toBe('各村：');
      await expect(readDocumentFile(join(folder, '没有.txt'))).rejects.toMatchObject({
        slug: 'input.unreadable',
        message: expect.stringContaining('《没有.txt》'),
      });
      await expect(readDocumentFile(folder)).rejects.toMatchObject({ slug: 'input.unreadable' });
      await writeFile(join(folder, '大.docx'), '');
      await truncate(join(folder, '大.docx'), 200 * 1024 * 1024);
      await expect(readDocumentFile(join(folder, '大.docx'))).rejects.toMatchObject({
        slug: 'file.too-large',
        message: expect.stringContaining('200 MB'),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
