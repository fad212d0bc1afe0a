import { describe, expect, it } from 'vitest';
import { hostileWorkbooks } from '../../../test/hostile/workbooks.ts';
import { Problem } from '../../problem.ts';
import { readWorkbook, type Workbook } from './index.ts';
import { patchPackage } from './patch/index.ts';

async function outcomeOf(run: () => Workbook | Promise<Workbook>): Promise<{ refused: string } | { read: string }> {
  try {
    const { sheets } = await run();
    return { read: sheets[0]?.cells.find(({ text }) => text !== '')?.text ?? '' };
  } catch (error) {
    if (error instanceof Problem) return { refused: error.slug };
    throw error;
  }
}

describe('hostile workbooks', () => {
  it.each(hostileWorkbooks)('$about', async ({ fileName, make, ends }) => {
    const bytes = make();
    expect(await outcomeOf(() => readWorkbook(bytes, fileName))).toEqual(ends);
    if ('refused' in ends && ends.refused === 'file.too-large') return;
    // The patcher, which reads the bytes anew, must not fall for what the reader refuses.
    const patch = { sheet: '表', insertion: { after: 0, count: 2 }, blocks: [], cells: new Map([[1, new Map([[1, '甲']])]]) };
    try {
      expect(patchPackage(bytes, [patch]).length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
    }
  });

  it('leave the process small', () => {
    expect(process.memoryUsage().rss).toBeLessThan(1_500 * 1024 * 1024);
  });
});
