import { isoDate } from '../../base/dates.ts';
import { halfWidth } from './text.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';

/** Check character of GB 11643-1999 (ISO 7064 MOD 11-2) over the first seventeen digits. */
export function checkCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return checks[sum % 11] ?? '';
}

export type IdNumber = { readonly number: string; readonly doubt: string | null } | { readonly fault: string };

/** An identity number as typed → eighteen characters; the fifteen-digit form of before 1999 is brought up to eighteen. */
export function readIdNumber(typed: string): IdNumber {
  const bare = halfWidth(typed).replaceAll(/[\s-]/gu, '').toUpperCase();
  if (/E\+\d/u.test(bare)) return { fault: '存成了科学记数，后几位已经丢了，请按文本重填 digits were lost' };
  if (/^\d{15}$/u.test(bare)) {
    const first17 = `${bare.slice(0, 6)}19${bare.slice(6)}`;
    const number = `${first17}${checkCharacter(first17)}`;
    return { number, doubt: birthOf(number) === null ? '出生日期不对 no such birth date' : null };
  }
  if (!/^\d{17}[\dX]$/u.test(bare)) return { fault: `身份证号要18位，这里是${[...bare].length}位 an identity number has 18 characters` };
  if (checkCharacter(bare) !== bare[17]) {
    const rounded = bare.endsWith('000') ? '，像是存成数字丢了后几位' : '';
    return { number: bare, doubt: `校验位不对${rounded} the check digit is wrong` };
  }
  return { number: bare, doubt: birthOf(bare) === null ? '出生日期不对 no such birth date' : null };
}

export function birthOf(number: string): string | null {
  return isoDate(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)));
}

export function sexOf(number: string): '男' | '女' {
  return Number(number[16]) % 2 === 1 ? '男' : '女';
}

/** Full years on a day (周岁). */
export function ageOn(birth: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}
