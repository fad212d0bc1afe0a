import { describe, expect, it } from 'vitest';
import { checkCharacter } from '../facts/index.ts';
import { candidates, compare, type Profile } from './index.ts';

/** mulberry32: the same seed gives the same county. */
function random(seed: number): { int: (n: number) => number; chance: (share: number) => boolean } {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return { int: (n) => Math.floor(next() * n), chance: (share) => next() < share };
}

const surnames = '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗郑谢韩许邓冯萧叶吕苏卢蒋';
const given = '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰建国红梅玉珍凤吉昇峰群坤哲';
const pick = <T>(from: ArrayLike<T>, at: number): T => from[at % from.length]!;

interface Truth extends Profile {
  readonly person: number;
}

/** One village's people in two registers: the second is written by other hands, from papers and by ear. */
function county(seed: number, people: number): Truth[] {
  const { int, chance } = random(seed);
  const rows: Truth[] = [];
  for (let person = 0; person < people; person++) {
    const household = `H${Math.floor(person / 3)}`;
    const minority = chance(0.04);
    const name = minority
      ? `买买提·${pick(given, int(99))}${pick(given, int(99))}`
      : `${pick(surnames, Math.floor(person / 3) * 7 + int(2))}${pick(given, int(200))}${chance(0.7) ? pick(given, int(200)) : ''}`;
    const birth = `${1935 + int(85)}-${String(1 + int(12)).padStart(2, '0')}-${String(1 + int(28)).padStart(2, '0')}`;
    const first17 = `990127${birth.replaceAll('-', '')}${String(int(1000)).padStart(3, '0')}`;
    const idNumber = `${first17}${checkCharacter(first17)}`;
    const sex = Number(first17[16]) % 2 === 1 ? '男' : '女';
    const address = `青石镇柳湾村${pick('一二三四五六', int(6))}组${1 + int(120)}号`;
    const phone = chance(0.6) ? `100${String(int(100_000_000)).padStart(8, '0')}` : null;
    const whole: Truth = { id: `a${person}`, person, name, idNumber, birthDate: birth, sex, address, household, phone };
    rows.push(whole);
    if (chance(0.75)) rows.push(noisy(whole, { int, chance }));
  }
  return rows;
}

/** Mistakes as they are made: one digit, two swapped, fifteen digits, the character that cannot be typed, the lunar birthday, the old address. */
function noisy(row: Truth, { int, chance }: ReturnType<typeof random>): Truth {
  let { name, idNumber, birthDate, address, phone, household, sex } = row;
  const kind = int(100);
  if (kind < 18) idNumber = null;
  else if (kind < 30) idNumber = typo(idNumber!, 6 + int(11), String(int(10)));
  else if (kind < 38) { const at = 6 + int(10); idNumber = `${idNumber!.slice(0, at)}${idNumber![at + 1]}${idNumber![at]}${idNumber!.slice(at + 2)}`; }
  else if (kind < 46 && birthDate! < '2000') idNumber = `${idNumber!.slice(0, 6)}${idNumber!.slice(8, 17)}`;
  else if (kind < 54) idNumber = `${idNumber!.slice(0, 6)}********${idNumber!.slice(-4)}`;
  else if (kind < 60) idNumber = idNumber!.toLowerCase().replace(/^(.{6})/u, '$1 ');
  if (chance(0.06)) name = [...name!].map((one) => ({ 吉: '𠮷', 昇: '升', 峰: '峯', 群: '羣', 坤: '堃', 哲: '喆', 张: '張', 陈: '陳', 萧: '肖' })[one] ?? one).join('');
  if (chance(0.03)) name = `${[...name!][0]}?${[...name!].slice(2).join('')}`;
  if (chance(0.04)) name = `${name!.slice(0, -1)}${pick(given, int(200))}`;
  if (chance(0.08)) name = [...name!].join(' ');
  if (name!.includes('·') && chance(0.5)) name = name!.replace('·', pick('•・．.', int(4)));
  if (chance(0.3)) birthDate = null;
  else if (chance(0.04)) birthDate = typo(birthDate!, 9, String(int(10)));
  if (chance(0.25)) address = null;
  else if (chance(0.5)) address = address!.replace('青石镇', '').replace('号', '');
  if (chance(0.5)) phone = null;
  if (chance(0.4)) household = null;
  if (chance(0.2)) sex = null;
  return { id: `b${row.person}`, person: row.person, name, idNumber, birthDate, sex, address, household, phone } as Truth;
} // prettier-ignore

const typo = (text: string, at: number, by: string): string => `${text.slice(0, at)}${by}${text.slice(at + 1)}`;

function measured(rows: readonly Truth[]): { recall: number; precision: number; pairs: number } {
  const person = new Map(rows.map((row) => [row.id, row.person]));
  const found = candidates(rows);
  const right = found.filter(({ a, b }) => person.get(a) === person.get(b)).length;
  const wanted = rows.filter(({ id }) => id.startsWith('b')).length;
  return { recall: right / wanted, precision: right / found.length, pairs: found.length };
}

describe('two registers of one village, written by different hands', () => {
  it('finds nearly every person that stands in both, and hardly anybody else', () => {
    const figures = [1, 2, 3].map((seed) => measured(county(seed, 3000)));
    for (const { recall, precision } of figures) {
      expect(recall).toBeGreaterThan(0.96);
      expect(precision).toBeGreaterThan(0.98);
    }
    if (process.env['QINGDAN_FIGURES'] !== undefined) process.stderr.write(`${JSON.stringify(figures)}\n`);
  });
});

const row = (more: Partial<Profile>): Profile => ({ id: 'x', name: null, ...more });

describe('what is said of a pair', () => {
  it.each([
    [
      '15位和18位',
      row({ idNumber: '990127580313001', name: '王芳' }),
      row({ idNumber: `99012719580313001${checkCharacter('99012719580313001')}`, name: '王芳' }),
      '身份证号相同',
    ],
    ['一个字打不出来', row({ name: '李䶮明' }), row({ name: '李?明' }), '姓名里有没打出来的字，其余相同'],
    ['异体字', row({ name: '何𠮷安' }), row({ name: '何 吉 安' }), '姓名是异体或写法不同'],
    ['中间点', row({ name: '买买提·吐尔逊' }), row({ name: '买买提．吐尔逊' }), '姓名是异体或写法不同'],
    ['写了一段', row({ name: '买买提·吐尔逊' }), row({ name: '买买提·' }), '姓名只写了一段'],
    ['月日写反', row({ birthDate: '1958-03-11' }), row({ birthDate: '1958-11-03' }), '出生的月和日写反'],
    ['地址写法', row({ address: '青石镇柳湾村二组72号' }), row({ address: '柳湾村2组72' }), '地址相同或相近'],
  ])('%s', (_, a, b, says) => {
    expect(compare(a, b).reasons.map((reason) => reason.says)).toContain(says);
  });

  it('父子同名不同号，不当成一个人', () => {
    const number = (first17: string): string => `${first17}${checkCharacter(first17)}`;
    const father = row({ name: '张建国', idNumber: number('99012719500101001'), household: 'H1', address: '柳湾村二组7号' });
    const son = row({ name: '张建国', idNumber: number('99012719780203003'), household: 'H1', address: '柳湾村二组7号' });
    expect(compare(father, son).score).toBeLessThan(0.6);
  });

  it('什么都没有写的两行不算一个人', () => {
    expect(compare(row({}), row({})).score).toBeLessThan(0.01);
  });
});
