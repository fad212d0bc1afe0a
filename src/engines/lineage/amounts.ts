import { numberAt } from '../reading/index.ts';
import type { Piece } from './points.ts';

/** A number with what it counts, as it stands in a piece. */
export interface Amount {
  readonly value: number;
  readonly unit: string;
  readonly bound: 'min' | 'max' | null;
  /** The words with the number. */
  readonly words: string;
  /** What stands before it in the piece: what is counted. */
  readonly subject: string;
  readonly piece: Piece;
}

const units =
  '% 个百分点 周岁 岁 元 亩 公里 平方米 吨 户 人次 人 名 家 个工作日 个月 个小时 个星期 工作日 小时 分钟 天 日 周 个 处 件 条 篇 份 张 场 次 回 轮 遍 期 项 类 字 学时 课时 盏 棵 株 头 台 辆 间 座 组 支 幅 块 套 批 例 栋 村 所 队 节 课 年'.split(
    ' ',
  );

const alike: Readonly<Record<string, string>> = {
  名: '人',
  人次: '人',
  回: '次',
  轮: '次',
  遍: '次',
  周岁: '岁',
  课时: '学时',
  个小时: '小时',
  日: '天',
  个工作日: '工作日',
};

const isDigit = (char: string | undefined): boolean => char !== undefined && /[0-9〇零一二两三四五六七八九十百千]/u.test(char);

/** Every amount of a piece; dates, clock times, marks and numbers of papers are none. */
export function amountsIn(piece: Piece): readonly Amount[] {
  const { text } = piece;
  const found: Amount[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigit(text[at]) || isDigit(text[at - 1]) || /[第〔.月年]/u.test(text[at - 1] ?? ' ')) continue;
    const number = numberAt(text, at);
    if (!number) continue;
    const unit = units.find((word) => text.startsWith(word, number.end));
    const end = number.end + (unit?.length ?? 0);
    if (unit !== undefined && counts(text, unit, end)) {
      const { value } = number;
      found.push({
        value,
        unit: alike[unit] ?? unit,
        bound: boundOf(text, at, end),
        words: text.slice(at, end),
        subject: text.slice(0, at),
        piece,
      });
    }
    at = number.end - 1;
  }
  return found;
}

/** 每月5日, 5日前 and 一年 are times; 5日内 and 3天 are lengths of time. */
function counts(text: string, unit: string, end: number): boolean {
  if (unit === '年') return boundOf(text, end - 2, end) === 'min';
  return unit !== '日' || /^(以内|之内|内)/u.test(text.slice(end));
}

function boundOf(text: string, at: number, end: number): Amount['bound'] {
  const before = text.slice(Math.max(0, at - 5), at);
  const after = text.slice(end, end + 3);
  if (/(不少于|不低于|不得少于|不得低于|至少|达到|超过|达|大于)$/u.test(before) || /^及?以上/u.test(after)) return 'min';
  return /(不超过|不得超过|不多于|不高于|控制在|最多|不大于|限)$/u.test(before) || /^(以内|之内|内|以下)/u.test(after) ? 'max' : null;
}
