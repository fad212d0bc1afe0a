import { describe, expect, it } from 'vitest';
import { check } from './index.ts';

/** Work on n characters and on eight times as many: a line grows eightfold, a square sixty-four fold. Processor time, the best of several, so a busy machine does not matter. */
const SMALL = 8_000;
const TIMES = 8;
const LINEAR = 26;
/** Below this the clock of the processor says nothing. */
const FLOOR = 25;

const around = (body: string): string =>
  `青禾县民政局\n关于做好取暖摸底工作的通知\n各乡镇人民政府：\n${body}\n青禾县民政局\n2026年11月16日\n`;

function work(piece: string, characters: number): number {
  const text = around(piece.repeat(Math.ceil(characters / piece.length)));
  const begin = process.cpuUsage();
  check(text, { today: '2026-11-25' });
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

const grows = (piece: string): number => work(piece, SMALL * TIMES) / Math.max(FLOOR, work(piece, SMALL));

describe('reading, judging and costing are linear in the length of any text', () => {
  check(around('请各村核对名单。'), {});

  it.each([
    '1', '一', '1.', 'a', 'a@', '1-', '1月', '5%', '“', '（', '〔2026〕《', '第', '村', '不', '的，', '报送', '每月', '请各村于11月28日前报送台账，',
    '把名单', '年', '  ', '，。；：', 'http://a.',
  ])('%s', (piece) => {
    let least = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 4 && least > LINEAR; attempt++) least = Math.min(least, grows(piece));
    expect(least).toBeLessThan(LINEAR);
  }, 60_000); // prettier-ignore
});
