/** What a citizen's identity number (GB 11643) says: birth and sex. A number whose check digit is wrong says nothing. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

export function isIdNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/u.test(number)) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return '10X98765432'[sum % 11] === number[17];
}

interface Told {
  readonly birth: string;
  readonly sex: '男' | '女';
}

export function toldBy(number: string): Told | null {
  const digits = isIdNumber(number)
    ? number.slice(6, 14) + number[16]
    : /^\d{15}$/u.test(number)
      ? `19${number.slice(6, 12)}${number[14]}`
      : null;
  if (digits === null) return null;
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1850 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { birth: `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`, sex: Number(digits[8]) % 2 === 1 ? '男' : '女' };
}

/** Full years (周岁): one more on the day of birth. Null where the day is not known well enough. */
export function ageOn(birth: string, day: string): number | null {
  const [year, month, date] = birth.split('-').map(Number);
  const [atYear = 0, atMonth = 0, atDate = 0] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const age = atYear - year - (atMonth < month || (atMonth === month && atDate < date) ? 1 : 0);
  return age < 0 || age > 150 ? null : age;
}
