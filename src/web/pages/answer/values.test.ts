import { describe, expect, it } from 'vitest';
import type { Field } from '../../../nouns/demands/terms.ts';
import { zh } from '../../strings/zh.ts';
import { given, judge, judgeAll, typedOf } from './values.ts';

const field = (patch: Partial<Field> = {}): Field => ({
  key: 'f1',
  label: '缺衣被的户数',
  definition: null,
  type: 'integer',
  unit: '户',
  min: 0,
  max: 500,
  choices: null,
  required: true,
  ...patch,
});

describe('judge', () => {
  it.each([
    ['5', field(), 5],
    ['0', field(), 0],
    ['500', field(), 500],
    [' 1,126 ', field({ max: null }), 1126],
    ['１２', field(), 12],
    ['-3', field({ min: null }), -3],
    ['−3', field({ min: null }), -3],
    ['42.5', field({ type: 'decimal' }), 42.5],
    ['.5', field({ type: 'decimal' }), 0.5],
    ['', field({ required: false }), null],
    ['2026-11-25', field({ type: 'date' }), '2026-11-25'],
    ['烧煤', field({ type: 'choice', choices: ['烧煤', '用电'] }), '烧煤'],
    ['false', field({ type: 'boolean' }), false],
    ['𠮷野家', field({ type: 'text' }), '𠮷野家'],
  ])('takes %j', (typed, of, value) => expect(judge(of, typed, zh)).toEqual({ ok: true, value }));

  it.each([
    ['', field(), zh.answer.invalid.required],
    ['', field({ type: 'text' }), zh.answer.invalid.requiredOther],
    ['五', field(), zh.answer.invalid.number],
    ['1.5', field(), zh.answer.invalid.integer],
    ['1e3', field(), zh.answer.invalid.number],
    ['99999999999999999999', field({ max: null }), zh.answer.invalid.integer],
    ['-1', field(), zh.answer.invalid.min(0)],
    ['501', field(), zh.answer.invalid.max(500)],
    ['2026-13-01', field({ type: 'date' }), zh.answer.invalid.date],
    ['烧柴', field({ type: 'choice', choices: ['烧煤', '用电'] }), zh.answer.invalid.choice],
    ['x'.repeat(2001), field({ type: 'text' }), zh.answer.invalid.long],
  ])('says what is wrong with %j', (typed, of, says) => expect(judge(of, typed, zh)).toEqual({ ok: false, says }));
});

describe('judgeAll', () => {
  const fields = [field(), field({ key: 'f2', required: false }), field({ key: 'f3', type: 'boolean' })];

  it('gives every field a value or a sentence, never both', () => {
    expect(judgeAll(fields, { f1: '5', f3: 'true' }, zh)).toEqual({ values: { f1: 5, f2: null, f3: true }, wrong: {} });
    expect(judgeAll(fields, { f1: 'x' }, zh)).toEqual({
      values: { f2: null },
      wrong: { f1: zh.answer.invalid.number, f3: zh.answer.invalid.requiredOther },
    });
  });

  it('brings back what was sent as it was typed', () => {
    expect(typedOf({ f1: 0, f2: null, f3: false })).toEqual({ f1: '0', f3: 'false' });
    expect(given(fields, { f1: '0', f2: ' ' })).toBe(1);
  });
});
