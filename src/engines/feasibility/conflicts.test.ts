import { describe, expect, it } from 'vitest';
import { read } from '../reading/index.ts';
import { conflicts } from './conflicts.ts';

const notice = (from: string, title: string, to: string, body: string, date = '2026年3月2日'): string =>
  `${from}关于${title}的通知\n\n${to}：\n${body}\n${from}\n${date}`;

const kinds = (...texts: readonly string[]): readonly string[] =>
  conflicts(texts.map((text, at) => ({ id: `d${at}`, reading: read(text) }))).map(({ kind }) => kind);

const village = '各村（社区）';

describe('conflicts', () => {
  it.each([
    [
      '一家要挂牌，一家要摘牌',
      notice('青禾县民政局', '规范村级牌子', village, '各村（社区）办公场所除党组织、村委会外不得挂牌，其他牌子一律取下。'),
      notice('青禾县司法局', '建设法治驿站', village, '各村于3月20日前在村部挂牌“法治驿站”，制度上墙。'),
    ],
    [
      '一家不许留痕，一家要拍照',
      notice('中共青禾县委办公室', '为基层减负', '各乡镇', '各单位不得要求乡镇拍照留痕，不得以照片作为工作依据。'),
      notice('青禾县城市管理局', '整治占道经营', '各乡镇', '每日整治情况拍照上传工作群。'),
    ],
    [
      '同一件事一家取消周报，一家要周报',
      notice('青禾县农业农村局', '调整春耕备耕进度报送', '各乡镇', '春耕备耕进度不再报送周报，由系统取数。'),
      notice('青禾县农业机械化服务中心', '报送春耕备耕进度', '各乡镇', '请各乡镇每周五报送春耕备耕进度周报。'),
    ],
  ])('%s', (_, one, other) => {
    expect(kinds(one, other)).toContain('orders-forbidden');
    expect(kinds(other, one)).toContain('orders-forbidden');
  });

  it.each([
    [
      '禁的是别的事',
      notice('青禾县农业农村局', '调整春耕备耕进度报送', '各乡镇', '春耕备耕进度不再报送周报，由系统取数。'),
      notice('青禾县水利局', '报送水库水位', '各乡镇', '请各乡镇每周五报送水库水位周报。'),
    ],
    [
      '对的是别的层级',
      notice('青禾县民政局', '规范牌子', village, '各村（社区）不得挂牌。'),
      notice('青禾县教育局', '设置标识', '县直各学校', '县直各学校于3月20日前在门口挂牌。'),
    ],
    [
      '都不许',
      notice('青禾县民政局', '规范牌子', village, '各村（社区）不得挂牌。'),
      notice('青禾县司法局', '规范牌子', village, '各村（社区）不得挂牌。'),
    ],
  ])('silent: %s', (_, one, other) => {
    expect(kinds(one, other)).toEqual([]);
  });

  it('finds one person at two places only where both name the day and the hour', () => {
    const meeting = (from: string, name: string, time: string): string =>
      notice(from, `召开${name}`, '各乡镇', `${name}定于2026年3月10日${time}在县城召开，请各乡镇党委书记参加。`);
    expect(kinds(meeting('青禾县委办', '平安建设会议', '上午9时'), meeting('青禾县农业农村局', '春耕会议', '上午9时30分'))).toEqual([
      'two-places',
    ]);
    expect(kinds(meeting('青禾县委办', '平安建设会议', '上午9时'), meeting('青禾县农业农村局', '春耕会议', '下午3时'))).toEqual([]);
    expect(kinds(meeting('青禾县委办', '平安建设会议', '上午9时'), meeting('青禾县农业农村局', '春耕会议', ''))).toEqual([]);
  });

  it('finds two definitions of one word where their numbers part', () => {
    const defines = (from: string, age: string): string =>
      notice(from, '摸底', village, `独居老人是指年满${age}周岁、没有共同生活子女的常住老人。请各村3月20日前报送人数。`);
    expect(kinds(defines('青禾县民政局', '60'), defines('青禾县卫生健康局', '65'))).toEqual(['two-definitions']);
    expect(kinds(defines('青禾县民政局', '60'), defines('青禾县卫生健康局', '60'))).toEqual([]);
  });

  it('finds data asked before their day has come', () => {
    expect(kinds(notice('青禾县统计局', '报数', '各乡镇', '请于3月20日前报送截至3月31日的数据。'))).toEqual(['before-data']);
    expect(kinds(notice('青禾县统计局', '报数', '各乡镇', '请于4月10日前报送截至3月31日的数据。'))).toEqual([]);
  });

  it('quotes both places as they stand', () => {
    const one = notice('青禾县民政局', '规范村级牌子', village, '各村（社区）不得挂牌。');
    const other = notice('青禾县司法局', '法治驿站', village, '各村于3月20日前挂牌。');
    for (const conflict of conflicts([one, other].map((text, at) => ({ id: String(at), reading: read(text) })))) {
      for (const { demand, start, end, quote } of [conflict.one, conflict.other])
        expect((demand === '0' ? one : other).slice(start, end)).toBe(quote);
    }
  });
});
