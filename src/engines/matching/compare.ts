import { birthOf, checkCharacter, readIdNumber } from '../facts/index.ts';
import { likenessOf, normalName } from './names.ts';

/** What two rows are compared by; what a row does not say is null. */
export interface Profile {
  readonly id: string;
  readonly name: string | null;
  readonly idNumber?: string | null;
  readonly birthDate?: string | null;
  readonly sex?: string | null;
  readonly address?: string | null;
  readonly household?: string | null;
  readonly phone?: string | null;
}

export interface Reason {
  readonly says: string;
  /** In bits: how many times (as a power of two) likelier it is under "the same" than under "two different ones". */
  readonly bits: number;
}

export interface Likeness {
  /** Probability that both are one, 0 to 1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/**
 * Fellegi and Sunter: each agreement and each contradiction weighs by how much likelier it is for one person than for two; the sum, with
 * what was likely before, is the score. Every part of the sum is said.
 */
export function compare(a: Profile, b: Profile, share: (name: string) => number = () => 1 / 500): Likeness {
  const reasons = [
    idNumbers(a, b),
    names(a, b, share),
    births(a, b),
    sexes(a, b),
    addresses(a, b),
    same(a.household, b.household, '同一户', 4),
    same(a.phone, b.phone, '电话相同', 3),
  ].filter((reason) => reason !== null);
  const bits = reasons.reduce((sum, reason) => sum + reason.bits, prior);
  return { score: 1 / (1 + 2 ** -bits), reasons };
}

/** Two rows taken from registers of one place at random are the same thing once in some hundreds of times. */
const prior = -8;

function idNumbers(a: Profile, b: Profile): Reason | null {
  const [one, two] = [clean(a.idNumber), clean(b.idNumber)];
  if (one === null || two === null) return null;
  if (one === two) return { says: '身份证号相同', bits: 16 };
  if (one.includes('*') || two.includes('*')) return hidden(one, two);
  const differ = [...one].flatMap((character, at) => (character === two[at] ? [] : [at]));
  const wrong = !isSound(one) || !isSound(two);
  const swapped =
    differ.length === 2 &&
    differ[1] === (differ[0] ?? 0) + 1 &&
    one[differ[0] ?? 0] === two[differ[1] ?? 0] &&
    one[differ[1] ?? 0] === two[differ[0] ?? 0];
  // A number whose check digit holds is nobody's slip of the pen for another number whose check digit holds.
  if (differ.length === 1 || swapped)
    return wrong
      ? { says: swapped ? '身份证号有两位写反' : '身份证号差一位，校验位不对', bits: 9 }
      : { says: '身份证号差一位，两个都校验得过', bits: -2 };
  if (wrong && differ.length <= 3) return { says: `身份证号差${differ.length}位，校验位不对`, bits: 2 };
  return { says: '身份证号不同', bits: wrong ? -3 : -9 };
}

function clean(number: string | null | undefined): string | null {
  if (number === null || number === undefined || number === '') return null;
  if (number.includes('*')) return number.replaceAll(/\s/gu, '').toUpperCase();
  const read = readIdNumber(number);
  return 'number' in read ? read.number : null;
}

function isSound(number: string): boolean {
  return checkCharacter(number) === number[17] && birthOf(number) !== null;
}

function hidden(one: string, two: string): Reason | null {
  if (one.length !== two.length) return null;
  const seen = [...one].filter((character, at) => character !== '*' && two[at] !== '*');
  const fits = [...one].every((character, at) => character === '*' || two[at] === '*' || character === two[at]);
  return fits
    ? { says: `身份证号露出的${seen.length}位相同`, bits: Math.min(seen.length, 10) }
    : { says: '身份证号露出的几位不同', bits: -7 };
}

function names(a: Profile, b: Profile, share: (name: string) => number): Reason | null {
  if (a.name === null || b.name === null) return null;
  // A rare name says more than a common one.
  const rare = Math.min(10, Math.max(3, -Math.log2(share(normalName(a.name)))));
  switch (likenessOf(a.name, b.name)) {
    case 'same':
      return { says: '姓名相同', bits: rare };
    case 'variant':
      return { says: '姓名是异体或写法不同', bits: rare - 1 };
    case 'gap':
      return { says: '姓名里有没打出来的字，其余相同', bits: rare - 3 };
    case 'part':
      return { says: '姓名只写了一段', bits: rare - 3 };
    case 'slip':
      return { says: '姓名差一个字', bits: 1 };
    case 'other':
      return { says: '姓名不同', bits: -7 };
  }
}

function births(a: Profile, b: Profile): Reason | null {
  const [one, two] = [birthDate(a), birthDate(b)];
  if (one === null || two === null) return null;
  const whole = one.length === 10 && two.length === 10;
  if (one === two) return { says: whole ? '出生日期相同' : '出生年月相同', bits: whole ? 10 : 6 };
  if (!whole) return one.slice(0, 7) === two.slice(0, 7) ? { says: '出生年月相同', bits: 6 } : { says: '出生年月不同', bits: -4 };
  const [year, month, day] = one.split('-');
  if (two === `${year}-${day}-${month}`) return { says: '出生的月和日写反', bits: 4 };
  const differ = [...one].filter((character, at) => character !== two[at]).length;
  if (differ === 1) return { says: '出生日期差一个数字', bits: 3 };
  // The lunar birthday is entered for the solar one: three to seven weeks earlier.
  const days = (Date.parse(two) - Date.parse(one)) / 86_400_000;
  if (Math.abs(days) >= 18 && Math.abs(days) <= 51) return { says: '出生日期像是一个公历一个农历', bits: 1 };
  return { says: '出生日期不同', bits: -6 };
}

function birthDate(profile: Profile): string | null {
  if (profile.birthDate) return profile.birthDate;
  const number = clean(profile.idNumber);
  return number === null || number.includes('*') ? null : birthOf(number);
}

function sexes(a: Profile, b: Profile): Reason | null {
  if (!a.sex || !b.sex) return null;
  return a.sex === b.sex ? { says: '性别相同', bits: 1 } : { says: '性别不同', bits: -5 };
}

function addresses(a: Profile, b: Profile): Reason | null {
  if (!a.address || !b.address) return null;
  const alike = dice(normalAddress(a.address), normalAddress(b.address));
  if (alike >= 0.75) return { says: '地址相同或相近', bits: 3 };
  return alike < 0.3 ? { says: '地址不同', bits: -1 } : null;
}

/** 第 and the units of a house number come and go; Chinese and Arabic numerals stand for each other. */
function normalAddress(address: string): string {
  return address
    .normalize('NFKC')
    .replaceAll(/[\s,，、第号室栋幢]/gu, '')
    .replaceAll(/[一二三四五六七八九十]/gu, (numeral) => String('一二三四五六七八九十'.indexOf(numeral) + 1))
    .replaceAll(/组|队|社/gu, '组');
}

function dice(a: string, b: string): number {
  if (a === b) return 1;
  const pairs = (text: string): string[] => Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
  const [left, right] = [pairs(a), pairs(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const rest = [...right];
  let common = 0;
  for (const pair of left) {
    const at = rest.indexOf(pair);
    if (at < 0) continue;
    rest.splice(at, 1);
    common++;
  }
  return (2 * common) / (left.length + right.length);
}

function same(a: string | null | undefined, b: string | null | undefined, says: string, bits: number): Reason | null {
  return a && b && a === b ? { says, bits } : null;
}
