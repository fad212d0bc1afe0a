import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, type CheckedFile, type Metadata } from '../../src/engines/rulebook/index.ts';

interface Notice {
  readonly id: string;
  readonly text: string;
  readonly metadata: Metadata | null;
}

const folder = new URL('./cases/', import.meta.url);
const notices = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Notice);

const judged = (text: string, metadata: Metadata | null): CheckedFile => check(text, { metadata, today: '2026-11-25' });
/** What is found, without where. */
const found = ({ reading, findings }: CheckedFile): unknown => ({
  asks: [...new Set(reading.asks.map(({ kind }) => kind))].sort(),
  pressures: [...new Set(reading.pressures.map(({ kind }) => kind))].sort(),
  docNumber: reading.docNumber,
  date: reading.date,
  rules: [...new Set(findings.filter(({ undecided }) => !undecided).map(({ rule, effect }) => `${rule} ${effect}`))].sort(),
});

const notice = fc.constantFrom(...notices);
const seed = fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true }));
const runs = { numRuns: 60 };

/** Puts something between characters, at places that chance names. */
function sprinkle(text: string, chance: Iterator<number>, put: (char: string) => string): string {
  return [...text].map((char) => ((chance.next().value as number) < 0.03 ? put(char) : char)).join('');
}

describe('the same notice in another dress', () => {
  it('reads the same with invisible characters in it', () => {
    fc.assert(
      fc.property(notice, seed, fc.constantFrom('\u200b', '\ufeff', '\u00ad', '\u2060'), ({ text, metadata }, chance, mark) => {
        const strewn = sprinkle(text, chance, (char) => `${char}${mark}`);
        expect(found(judged(strewn, metadata))).toEqual(found(judged(text, metadata)));
      }),
      runs,
    );
  });

  it('reads the same with line ends of Windows and blanks behind the lines', () => {
    fc.assert(
      fc.property(notice, fc.constantFrom('\r\n', ' \n', '\u3000\n'), ({ text, metadata }, end) => {
        expect(found(judged(text.replaceAll('\n', end), metadata))).toEqual(found(judged(text, metadata)));
      }),
      runs,
    );
  });

  it('reads the same with wide digits', () => {
    const wide = (text: string): string => text.replaceAll(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(notice, ({ text, metadata }) => {
        expect(found(judged(wide(text), metadata))).toEqual(found(judged(text, metadata)));
      }),
      runs,
    );
  });

  it('quotes what stands at the offsets, whatever is typed into it', () => {
    fc.assert(
      fc.property(notice, fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(), ({ text, metadata }, typed, place) => {
        const at = place % (text.length + 1);
        const mixed = text.slice(0, at) + typed + text.slice(at);
        const { reading, findings } = judged(mixed, metadata);
        for (const { quote, start, end } of [...reading.asks, ...reading.pressures, ...reading.deadlines, ...findings])
          expect(mixed.slice(start, end)).toBe(quote);
      }),
      runs,
    );
  });
});

describe('what others do', () => {
  const acts = [
    '逐户走访',
    '每天上报人数',
    '建立台账',
    '拍照上传平台',
    '签订承诺书',
    '成立领导小组',
    '组织闭卷考试',
    '评选示范村',
    '悬挂牌匾',
    '缴纳会务费',
  ];
  const others = ['我局将', '由第三方公司', '去年，某局曾要求各村', '企业应当', '不得要求各村', '自本月起不再要求各村', '取消各村'];

  it.each(others)('%s… asks nothing of the addressee', (who) => {
    const heard = acts.filter((act) => {
      const text = `青禾县农业农村局\n青农函〔2026〕8号\n关于有关事项的函\n各村：\n${who}${act}。\n青禾县农业农村局\n2026年3月2日\n`;
      // What the issuer comes to inspect, calls or selects the addressee does suffer.
      return judged(text, null).reading.asks.some(({ kind }) => !['inspection', 'exam', 'campaign', 'pledge', 'meeting'].includes(kind));
    });
    expect(heard).toEqual([]);
  });
});
