import type { Day } from '../dates.ts';
import type { Random } from '../random.ts';
import { amount, choice, count, inOrder, story, villagesOf, written, 柳湾村, type Setting, type Write } from './plan.ts';

/** Two versions: what had been answered to the first stays met. */
export const grain: Write = (on) => {
  const { saved, sent, admitted } = story('nongye');
  const first = notice(on, on.day(-15), false);
  const second = notice(on, on.day(-8), true);
  return {
    key: 'grain',
    organ: 'nongye',
    script: [
      saved(on.day(-15).at('09:00'), first),
      sent(on.day(-15).at('09:40')),
      admitted(on.day(-14).at('10:00')),
      saved(on.day(-8).at('08:40'), second),
      sent(on.day(-8).at('09:00')),
      admitted(on.day(-8).at('14:20'), '口径写清楚了，截止也往后放了五天。按第一版答过的村不用重答。', 'jianfu2'),
    ],
    answers: [
      {
        version: 1,
        from: -13,
        until: -9,
        share: 0.42,
        silent: [柳湾村],
        values: (facts, random) => sold(facts['unit.cultivatedLandMu'], random),
      },
      {
        version: 2,
        from: -7,
        until: -1,
        share: 0.68,
        corrected: 0.04,
        silent: [柳湾村],
        values: (facts, random) => sold(facts['unit.cultivatedLandMu'], random),
      },
    ],
  };
};

function sold(land: number, { next, int, pick }: Random) {
  const harvest = land * 0.45 * (0.6 + next() * 0.3);
  const gone = Math.round(harvest * (0.5 + next() * 0.4) * 10) / 10;
  return {
    f1: gone,
    f2: Math.round((harvest - gone) * 4) / 10,
    f3: int(0, 9),
    f4: pick(['没有难处', '没有难处', '等价格', '没处烘干', '路不好运', '没人来收']),
  };
}

function notice(on: Setting, issued: Day, clear: boolean) {
  const due = on.day(clear ? 2 : -3);
  return written({
    organ: 'nongye',
    on: issued,
    number: `青农发〔${on.year}〕43号`,
    title: '关于了解秋粮收购进度的通知',
    kind: 'form',
    to: '有关乡镇人民政府',
    body: [
      '今年秋粮开秤一个多月，部分村反映卖粮要排队。经县人民政府同意，请产粮多的五个乡镇由村里报一次进度，好把烘干机和收购点调过去。',
      `请各村在${due.short}17:30前填四项，以填报当天为准：已经卖出的稻谷、还要卖的余粮、卖粮有难处的户数、主要难处。吨数估到一位小数就行，不用过秤。`,
      clear ? '余粮怎么算：留作口粮、种子和饲料的不算，只算打算卖的。代收点收走还没有付钱的，算已经卖出。' : '余粮按家里存的稻谷算。',
      '只报这一次，不报周进度，不比多少。哪个村说没处烘干，我局三天内联系。',
      clear ? `这是第二版，代替${on.day(-15).short}的第一版。按第一版报过的村不用再报，没有种稻的村不用报。` : '没有种稻的村不用报。',
      '依据《粮食流通管理条例》。',
    ],
    basis: '《粮食流通管理条例》；县秋粮收购协调会议定事项',
    purpose: '把烘干机和临时收购点调到卖粮难的地方',
    fields: [
      amount('f1', '已经卖出的稻谷', '吨', '卖给粮库、米厂、粮贩的都算，代收点收走的也算', { max: 20_000 }),
      amount('f2', '还要卖的余粮', '吨', clear ? '打算卖的；口粮、种子、饲料不算' : '家里存的稻谷', { max: 20_000 }),
      count('f3', '卖粮有难处的户数', '户', '想卖卖不掉、没处烘干、拉不出来的', { max: 2000 }),
      choice('f4', '主要难处', ['没有难处', '等价格', '没处烘干', '路不好运', '没人来收']),
    ],
    audience: villagesOf(...['青石镇', '大坪镇', '白鹭镇', '双塘乡', '河口镇'].map((name) => on.township(name))),
    deadline: due.at('17:30'),
    expires: on.day(clear ? 7 : 2).at('17:30'),
    metadata: inOrder(`${on.year}-FW-047`),
  });
}
