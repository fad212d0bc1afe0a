import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesIn, choose } from './choices.ts';
import { ageOn, isIdNumber, toldBy } from './identity.ts';
import { labelEdits, tickEdits } from './inline.ts';
import { ratioOf, scaled, summed } from './measure.ts';
import { dayIn, parsePeriod, yearIn } from './period.ts';
import { isRefused, writerOf, type TextEdit, type Wanted } from './values.ts';

const edited = (text: string, edits: readonly TextEdit[] | null): string | null =>
  edits === null
    ? null
    : [...edits]
        .sort((a, b) => b.start - a.start)
        .reduce((out, { start, end, text: put }) => out.slice(0, start) + put + out.slice(end), text);

describe('units', () => {
  const cases: readonly [string, string, string, string | null][] = [
    ['1', '亩', '平方米', '666.6667'],
    ['15', '亩', '公顷', '1'],
    ['6.3', '公顷', '亩', '94.5'],
    ['7.7', '平方公里', '公顷', '770'],
    ['3', '平方公里', '亩', '4500'],
    ['128', '平方米', '亩', '0.192'],
    ['336000', '元/年', '万元', '33.6'],
    ['-1.5', '元/年', '元', '-1.5'],
    ['100', '元/月', '元/年', null],
    ['100', '元/月', '元', '100'],
    ['1800', '元/年', '元/人·年', '1800'],
    ['12', '人', '户', null],
    ['5', '头/只', '头', '5'],
    ['3', '平方米', '元', null],
    ['4', '亩', '石', null],
  ];
  it.each(cases)('%s %s in %s', (value, from, to, result) => {
    const ratio = ratioOf(from, to);
    expect(ratio === null ? null : scaled(value, ratio, 4)).toBe(result);
  });

  it('there and back gives the same', () => {
    const back = ratioOf('公顷', '亩');
    const there = ratioOf('亩', '公顷');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (hundredths) => {
        const mu = String(hundredths / 100);
        const ha = there === null ? null : scaled(mu, there, 12);
        expect(ha === null || back === null ? null : scaled(ha, back, 4)).toBe(mu);
      }),
    );
  });

  it('sums as written', () => expect(summed(['0.1', '0.2', '-0.05'])).toBe('0.25'));
});

describe('identity numbers', () => {
  it('tell birth and sex, where the check digit is right', () => {
    expect(isIdNumber('11010519491231002X')).toBe(true);
    expect(toldBy('11010519491231002X')).toEqual({ birth: '1949-12-31', sex: '女' });
    expect(toldBy('110105194912310021')).toBeNull();
    expect(toldBy('110105491231002')).toEqual({ birth: '1949-12-31', sex: '女' });
  });
  it('full years turn on the day', () => {
    expect(ageOn('1945-12-31', '2025-12-31')).toBe(80);
    expect(ageOn('1946-01-01', '2025-12-31')).toBe(79);
    expect(ageOn('2026-01-01', '2025-12-31')).toBeNull();
  });
});

describe('a value in the form’s own writing', () => {
  const plain: Wanted = { element: 'person.birthDate', unit: null, list: null, hints: '', samples: [], format: null };
  const dates: readonly [Partial<Wanted>, string, string][] = [
    [{}, '1958-03-01', '1958-03-01'],
    [{ samples: ['1980.3.5'] }, '1958-03-01', '1958.3.1'],
    [{ samples: ['19800305'] }, '1958-03-01', '19580301'],
    [{ samples: ['    年  月  日'] }, '1958-03-01', '1958年3月1日'],
    [{ hints: '出生日期（格式：YYYY/MM/DD）' }, '1958-03-01', '1958/03/01'],
    [{ element: 'person.birthMonth', hints: '出生年月按六位数字填写' }, '1958-03', '195803'],
    [{ element: 'person.birthMonth', samples: ['1980年3月'] }, '1958-03', '1958年3月'],
    [{ element: 'person.birthMonth', hints: '出生年月（如2025.3）' }, '1958-03', '1958.3'],
    [{ element: 'person.enlistDate' }, '2017-12', '2017-12'],
  ];
  it.each(dates)('%o %s', (wanted, value, text) => {
    expect(writerOf({ ...plain, ...wanted })(value)).toMatchObject({ text });
  });

  it('numbers are numbers, long ones and account numbers are text, units that differ are not guessed', () => {
    expect(writerOf({ ...plain, element: 'household.incomeGross' })('130800.50')).toBe(130_800.5);
    expect(writerOf({ ...plain, element: 'household.incomeGross', unit: '万元' })('130800')).toBe(13.08);
    expect(isRefused(writerOf({ ...plain, element: 'household.incomeGross', unit: '亩' })('1'))).toBe(true);
    expect(writerOf({ ...plain, element: 'person.bankAccount' })('0000207269720803643')).toBe('0000207269720803643');
    expect(isRefused(writerOf({ ...plain, element: 'household.incomeGross' })('约三万'))).toBe(true);
  });

  it('a choice that is not on the form’s list is left to a person', () => {
    expect(writerOf({ ...plain, element: 'person.education', list: ['小学', '初中', '高中'] })('初中')).toBe('初中');
    expect(isRefused(writerOf({ ...plain, element: 'person.education', list: ['小学', '初中', '高中', '中专'] })('高中（中专）'))).toBe(
      true,
    );
  });
});

describe('choices', () => {
  const cases: readonly [string, string, readonly string[], string | null][] = [
    ['person.sex', '女', ['男', '女'], '女'],
    ['person.sex', '女', ['1.男', '2.女'], '2.女'],
    ['person.sex', '女', ['1', '2'], '2'],
    ['person.education', '文盲或半文盲', ['文盲/半文盲', '小学'], '文盲/半文盲'],
    ['person.education', '高中（中专）', ['小学', '高中/中专'], '高中/中专'],
    ['person.ethnicity', '苗族', ['汉', '苗', '彝'], '苗'],
    ['person.isDisabled', '是', ['有', '无'], '有'],
    ['person.supportMode', '集中供养', ['集中', '分散'], '集中'],
    ['person.healthStatus', '大病', ['健康', '残疾'], null],
    ['person.politicalStatus', '中共党员', ['党员', '党员', '群众'], null],
  ];
  it.each(cases)('%s %s of %j', (key, value, list, chosen) => expect(choose(key, value, list)).toBe(chosen));

  it('boxes before and behind their words', () => {
    expect(boxesIn('□集中 □分散').map(({ word }) => word)).toEqual(['集中', '分散']);
    expect(boxesIn('是□  否□').map(({ word }) => word)).toEqual(['是', '否']);
    expect(boxesIn('类别：（ ）男 （ ）女').map(({ word }) => word)).toEqual(['男', '女']);
  });

  const ticks: readonly [string, string, string, string | null][] = [
    ['person.supportMode', '分散供养', '□集中 □分散', '□集中 ☑分散'],
    ['person.isDibao', '否', '是□  否□', '是□  否☑'],
    ['person.sex', '男', '（ ）男  （ ）女', '（√）男  （ ）女'],
    ['person.sex', '男', '☑男 □女', null],
    ['person.disabilityKind', '肢体', '□精神 □智力（一 二 三 四级） □其他', null],
  ];
  it.each(ticks)('%s %s in %s', (key, value, text, after) => expect(edited(text, tickEdits(key, value, text))).toBe(after));
});

describe('a value behind its label', () => {
  const cases: readonly [string, string, string, string | null][] = [
    ['填报单位', '柳湾村', '填报单位：', '填报单位：柳湾村'],
    ['填报单位(公章)', '柳湾村', '填报单位（公章）：', '填报单位（公章）：柳湾村'],
    ['填报单位', '柳湾村', '填报单位：________', '填报单位：柳湾村__'],
    ['填报单位', '柳湾村', '填报单位：          填报时间：', '填报单位：柳湾村    填报时间：'],
    ['村(社区)', '柳湾村', '        村（社区）', '柳湾村（社区）'],
    ['乡(镇)', '青石镇', '        乡（镇）', '青石镇乡（镇）'],
    ['填报单位', '柳湾村', '填报单位：石桥村', null],
    ['单位负责人', '柳湾村', '填报单位：', null],
  ];
  it.each(cases)('%s %s in %s', (label, value, text, after) => expect(edited(text, labelEdits(label, value, text))).toBe(after));
});

describe('periods', () => {
  it.each([
    ['2025', '2025-01-01', '2025-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2025-Q3', '2025-07-01', '2025-09-30'],
  ])('%s', (text, first, last) => expect(parsePeriod(text)).toMatchObject({ first, last }));
  it.each(['25', '2025-13', '2025-Q5', '2025-1'])('%s is none', (text) => expect(parsePeriod(text)).toBeNull());
  it('the year that a heading speaks of', () => {
    expect(yearIn(['上一年度全村人均纯收入'], 2025)).toBe(2024);
    expect(yearIn(['人均纯收入'], 2025, -1)).toBe(2024);
    expect(yearIn(['2025年', '总户数'], 2025)).toBe(2025);
    expect(yearIn(['2023年', '总户数'], 2025)).toBe(2023);
    expect(dayIn(['说明：1.年龄计算截至2025年6月30日；'])).toBe('2025-06-30');
  });
});
