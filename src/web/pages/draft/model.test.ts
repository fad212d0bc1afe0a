import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDraft, needs, nextKey, sentenceAround } from './model.ts';
import { suggestFields } from './suggest.ts';

describe('sentenceAround', () => {
  const text = '一、行动时间\n（一）各村每日报送。另建台账；上传照片，做到一户一档。\n　　落款';
  it.each([
    ['每日', '（一）各村每日报送。'],
    ['另建台账', '另建台账；'],
    ['照片', '上传照片，做到一户一档。'],
    ['行动时间', '一、行动时间'],
    ['落款', '落款'],
  ])('finds the sentence of %s', (quote, sentence) => {
    const start = text.indexOf(quote);
    const place = sentenceAround(text, start, start + quote.length);
    expect(text.slice(place.start, place.end)).toBe(sentence);
  });

  it('always holds the place that was found', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('村', '。', '；', '\n', '　', ' ', 'a') }), fc.nat(), fc.nat(), (words, a, b) => {
        const [start, end] = [a % (words.length + 1), b % (words.length + 1)].sort((x, y) => x - y) as [number, number];
        const place = sentenceAround(words, start, end);
        expect(place.start).toBeLessThanOrEqual(start);
        expect(place.end).toBeGreaterThanOrEqual(end);
        expect(place.end).toBeLessThanOrEqual(words.length);
      }),
    );
  });
});

describe('suggestFields', () => {
  it('takes the columns that a village would have to fill', () => {
    const fields = suggestFields(
      [
        [
          ['农村饮水情况表', '', '', ''],
          ['序号', '村名', '水源点数（处）', '是否消毒'],
          ['1', '柳湾村', '3', '是'],
        ],
      ],
      '',
    );
    expect(fields.map(({ label, type, unit }) => [label, type, unit])).toEqual([
      ['水源点数', 'integer', '处'],
      ['是否消毒', 'boolean', null],
    ]);
  });

  it('reads a pasted header line too', () => {
    expect(suggestFields([], '附件\n序号\t村名\t受灾面积（亩）\t备注\n').map(({ label, type }) => [label, type])).toEqual([
      ['受灾面积', 'decimal'],
    ]);
  });

  it('suggests nothing where no table stands', () => {
    expect(suggestFields([], '各村：\n请做好准备。\n')).toEqual([]);
  });
});

describe('what a draft still needs', () => {
  it('names each thing once', () => {
    expect(needs(emptyDraft('990100000000'))).toEqual(['title', 'text', 'basis', 'purpose', 'deadline']);
  });

  it('gives a new field a free key', () => {
    const field = {
      label: '',
      definition: null,
      type: 'integer',
      unit: null,
      min: null,
      max: null,
      choices: null,
      required: true,
    } as const;
    expect(nextKey([])).toBe('f1');
    expect(
      nextKey([
        { ...field, key: 'f2' },
        { ...field, key: 'person.name' },
      ]),
    ).toBe('f3');
  });
});
