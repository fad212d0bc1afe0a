/** Automatic numbers as they are printed (ECMA-376 17.18.59 ST_NumberFormat), as far as Chinese office documents use them. */
const digits = '〇一二三四五六七八九';
const legalDigits = '零壹贰叁肆伍陆柒捌玖';
const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';

export function numeral(format: string, value: number): string {
  switch (format) {
    case 'none':
      return '';
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
    case 'japaneseCounting':
      return chinese(value, digits, '十百千', '零');
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
      return chinese(value, legalDigits, '拾佰仟', '零');
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseDigital':
      return Array.from(String(value), (digit) => digits[Number(digit)] ?? '').join('');
    case 'ideographTraditional':
      return pick(stems, value);
    case 'ideographZodiac':
      return pick(branches, value);
    case 'decimalZero':
      return String(value).padStart(2, '0');
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return Array.from(String(value), (digit) => String.fromCharCode(0xff10 + Number(digit))).join('');
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x2460 + value - 1) : String(value);
    case 'decimalEnclosedParen':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x2474 + value - 1) : `(${value})`;
    case 'decimalEnclosedFullstop':
      return value >= 1 && value <= 20 ? String.fromCharCode(0x2488 + value - 1) : `${value}.`;
    case 'ideographEnclosedCircle':
      return value >= 1 && value <= 10 ? String.fromCharCode(0x3280 + value - 1) : String(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerLetter':
      return letters(value);
    case 'upperRoman':
      return roman(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    default:
      return String(value);
  }
}

function pick(series: string, value: number): string {
  return value >= 1 ? (series[(value - 1) % series.length] ?? '') : String(value);
}

/** 1 to 9999; 十一 and not 一十一, 一百零一. Lists do not run further. */
function chinese(value: number, names: string, units: string, zero: string): string {
  if (!Number.isInteger(value) || value < 0 || value > 9999) return String(value);
  if (value === 0) return names[0] ?? zero;
  let out = '';
  let gap = false;
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(value / 10 ** power) % 10;
    if (digit === 0) {
      gap = out !== '';
      continue;
    }
    if (gap) out += zero;
    gap = false;
    const dropOne = digit === 1 && power === 1 && out === '' && names === digits;
    out += (dropOne ? '' : names[digit]) + (power === 0 ? '' : (units[power - 1] ?? ''));
  }
  return out;
}

/** Word's letters: a…z, then aa, bb, … */
function letters(value: number): string {
  if (value < 1) return String(value);
  const letter = String.fromCharCode(97 + ((value - 1) % 26));
  return letter.repeat(Math.min(8, Math.floor((value - 1) / 26) + 1));
}

const romanSteps: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let rest = value;
  let out = '';
  for (const [step, name] of romanSteps) {
    out += name.repeat(Math.floor(rest / step));
    rest %= step;
  }
  return out;
}
