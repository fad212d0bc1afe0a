import { isWorkday, workdaysBetween } from '../../../base/workdays.ts';
import { normalise, read } from '../../reading/index.ts';
import type { Country } from '../country.ts';
import type { RuleCase } from '../rule.ts';
import { addressesGovernment, addressesTowns, isGrassroots, kindOfIssuer } from './cn-organs.ts';

/** The Chinese language and administration, as far as the rules need them beyond what reading knows. */
export const cn: Country = {
  id: 'cn',
  plain: normalise,
  read: (text, { sentAt }) => read(text, { sentAt }),
  organs: { kindOf: kindOfIssuer, addressesGovernment, addressesTowns, isGrassroots },
  channels: { 公文: 'document', 信函: 'letter', 纪要: 'minutes', 便笺: 'note', 聊天: 'chat', 电报: 'telegram' },
  relayTitle: /转发|转印|转送/,
  absent: new Set(['', 'none', '无']),
  clauses: {
    // 各类牌子，一概取下; 借来的人，一律回原单位上班.
    takesTopic:
      /(取下|摘下|摘除|收走|清掉|删去|删除|去掉|停止|停用|废止|取消|作废|撤销|解散|清退|归队|退回|回原单位|回原岗|不再执行|停止执行)(上班|工作|执行|使用|办理|即可)?[^\p{L}]*$/u,
    // “限期签责任书”等条款.
    namesItems: /等[^，。]{0,6}(条款|内容|规定|做法|要求|字样|表述|名目|名义|事项|文件|牌子|项目)[^\p{L}]*$/u,
    anonymised:
      /某(局|县|市|区|镇|乡|村|街道|社区|中心|单位|部门|委|办|站|校|公司)|有的(地方|单位|部门|村|乡镇|基层|县)|(群众|有人|基层|来信|来电|举报|网民|干部)反映|不再(沿用|采用|使用|编发|下发)/,
    // 未按时报送的，予以通报; 到期｜未办结的.
    namesCase: /的\s*$/,
    cited: /《[^《》\n]{1,120}》/g,
    quoted: /“[^“”\n]{1,60}”/g,
  },
  phrases: {
    // Bounded, like every gap: a line of a megabyte of numerals is no number, and is looked at once a place.
    number: { name: '数', pattern: '([0-9０-９]{1,12}(?:[.．][0-9０-９]{1,6})?|[〇零一二三四五六七八九十百千两]{1,12}|半)' },
    // One or two digits, so that 时间{几}年 is a term and not the year 2026.
    smallNumber: { name: '几', pattern: '([0-9０-９]{1,2}|[一二三四五六七八九十两]{1,4}|半)' },
    clauseGap: '[^，。；！？\\n]{0,18}?(?:(?<=的)，[^，。；！？\\n]{0,14}?)?',
    sentenceGap: '[^。；！？\\n]{0,48}?',
    flags: 'g',
    literal: (escaped) => escaped,
    fold: (text) => text,
    numberOf,
  },
  withinSentence: /^[^。；！？\n]*$/,
  sentenceEnd: /[\n。！？]/,
  isWorkday,
  workdaysBetween,
  shorten(quote) {
    const line = quote.replace(/\s+/g, '');
    return line.length <= 30 ? line : `${line.slice(0, 29)}…`;
  },
  monthsIn(words, year) {
    const term =
      /(?:(\d{4})年)?(\d{1,2})月(?:\d{1,2}日|[上中下]旬|初|底)?起?(?:至|到|—|-|－)(?:(\d{4})年|(明年|次年|翌年))?(\d{1,2})月/u.exec(words);
    if (term === null) return -1;
    const [, from, month, until, next, last] = term;
    const begins = Number(from ?? year);
    const ends = until === undefined ? begins + (next === undefined ? 0 : 1) : Number(until);
    // Both ends count: 1月至6月 is half a year.
    return (ends - begins) * 12 + Number(last) - Number(month) + (/月\d{1,2}日/u.test(term[0]) ? 0 : 1);
  },
  mendLimit: 40,
  words: {
    undecided: '无法判定：',
    missing: '缺少需要的登记或本地参数',
    notYetPublic: '当时已施行、尚未公开',
    grounds: {
      law: '公开条文',
      case: '参照案例，不是条文',
      project: '本平台约定，不是条文',
      estimate: '推算，不是条文',
      local: '本地约定，不是条文',
    },
  },
  notice,
};

const digits: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** The value of 12, １２, 十二, 两百一十三, 半. */
export function numberOf(words: string): number {
  if (words === '半') return 0.5;
  const plain = words.normalize('NFKC');
  if (/^[0-9.]+$/.test(plain)) return Number(plain);
  let total = 0;
  let digit = 0;
  for (const letter of words) {
    const unit = units[letter];
    if (unit === undefined) digit = digits[letter] ?? 0;
    else {
      total += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

/** As a county bureau would send it to the stations of its line. */
function notice(entry: RuleCase): string {
  const from = entry.from ?? '青禾县农业农村局';
  const [year = '', month = '', day = ''] = (entry.date ?? '2026-03-02').split('-');
  return [
    from,
    entry.title ?? '关于做好有关工作的通知',
    ...(entry.number === null ? [] : [entry.number]),
    '',
    `${entry.to ?? '各乡镇农业服务中心'}：`,
    entry.says ?? '',
    '',
    from,
    `${Number(year)}年${Number(month)}月${Number(day)}日`,
    '',
  ].join('\n');
}
