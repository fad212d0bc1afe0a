import { describe, expect, it } from 'vitest';
import { hostileFiles } from '../../../test/hostile/files.ts';
import { makeDocx } from '../../../test/office/make-docx.ts';
import { Problem } from '../../problem.ts';
import { readDocument } from './index.ts';

async function refusalOf(bytes: Uint8Array, fileName: string): Promise<Problem> {
  try {
    await readDocument(bytes, fileName);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`${fileName} was read`);
}

describe('hostile files', () => {
  it.each(hostileFiles)('$about', async ({ fileName, slug, make }) => {
    const problem = await refusalOf(make(), fileName);
    expect([problem.slug, problem.message]).toEqual([slug, expect.stringMatching(/^《[^》]+》.+请.+。$/u)]);
    expect(problem.message).toContain(`《${fileName}》`);
    // No words of a parser, no paths of this machine.
    expect(problem.message).not.toMatch(/Error|at \/|node_modules|undefined|unexpected|undeclared/u);
  });

  it('leave the process small and the next file readable', async () => {
    expect(process.memoryUsage().rss).toBeLessThan(1_500 * 1024 * 1024);
    expect((await readDocument(makeDocx(['通知']), 'a.docx')).text).toBe('通知');
  });

  it('keep control and direction marks of a name out of the message', async () => {
    const problem = await refusalOf(new Uint8Array(0), '../evil/通\u202e知\n\u0007.docx');
    expect(problem.message.startsWith('《通知.docx》')).toBe(true);
  });
});
