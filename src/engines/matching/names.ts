import { halfWidth } from '../facts/index.ts';

/**
 * Characters that are written for each other: variants that an input method offers instead of the registered one, traditional for
 * simplified, the part that remains of a rare character. The first of a line stands for all of it.
 */
const variants = [
  '吉𠮷', '龑䶮', '哲喆嚞', '坤堃', '升昇陞', '赟贇', '镕熔鎔', '峰峯', '群羣', '泉灥', '淼渺', '略畧', '岭嶺', '崖崕', '婵嬋', '钰玉珏', '珍珎', '丽麗', '华華', '兰蘭', '凤鳳', '龙龍',
  '张張', '陈陳', '刘劉', '杨楊', '黄黃', '赵趙', '吴吳', '孙孫', '马馬', '罗羅', '郑鄭', '谢謝', '韩韓', '许許', '邓鄧', '冯馮', '萧蕭肖', '叶葉', '吕呂', '苏蘇', '卢盧', '蒋蔣', '贾賈', '邹鄒', '谭譚', '陆陸',
  '钟鍾鐘', '阎闫閻', '傅付', '戴代', '侯候', '翟濯', '万萬', '顾顧', '严嚴', '国國囯', '强強', '军軍', '伟偉', '红紅', '玲琳', '霞遐', '云雲', '梅槑', '秋秌', '荣榮', '贵貴', '庆慶', '宝寶宝', '爱愛', '荫阴', '锋鋒', '铭銘', '静静靜', '晓曉', '齐齊', '乐樂', '后後', '发發', '东東', '书書', '万萬',
] as const; // prettier-ignore

const standard = new Map(variants.flatMap((line) => [...line].map((character) => [character, [...line][0] ?? character] as const)));

/** What a clerk types where the character cannot be typed. */
const placeholder = /[?？*＊□■〓_]/u;
const dots = /[·•・‧∙．.。•]/gu;

/** A name as it compares: no spaces, one middle dot, one form of each character, upper case. What was typed is kept elsewhere. */
export function normalName(name: string): string {
  const bare = halfWidth(name.normalize('NFC')).replaceAll(dots, '·').replaceAll(/\s/gu, '').toUpperCase();
  // 张三（小名）: what stands in brackets is no part of it.
  return [...bare.replace(/[(（].*?[)）]/gu, '')].map((character) => standard.get(character) ?? character).join('');
}

export type NameLikeness = 'same' | 'variant' | 'gap' | 'slip' | 'part' | 'other';

export function likenessOf(a: string, b: string): NameLikeness {
  if (a === b) return 'same';
  const [left, right] = [normalName(a), normalName(b)];
  if (left === right || left.replaceAll('·', '') === right.replaceAll('·', '')) return 'variant';
  const [one, two] = [[...left], [...right]];
  if (one.length === two.length && (placeholder.test(left) || placeholder.test(right)))
    return one.every((character, at) => character === two[at] || placeholder.test(character) || placeholder.test(two[at] ?? ''))
      ? 'gap'
      : 'other';
  // Long names with a middle dot are cut by forms that have room for four characters.
  if (
    Math.min(one.length, two.length) >= 3 &&
    (left.includes('·') || right.includes('·')) &&
    (left.startsWith(right) || right.startsWith(left))
  )
    return 'part';
  if (one[0] === two[0] && Math.min(one.length, two.length) >= 2 && distance(one, two) === 1 && Math.max(one.length, two.length) >= 3)
    return 'slip';
  return 'other';
}

function distance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, left] of a.entries()) {
    const next = [i + 1];
    for (const [j, right] of b.entries())
      next.push(Math.min((row[j] ?? 0) + (left === right ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row[b.length] ?? 0;
}
