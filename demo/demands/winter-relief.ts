import { count, everyVillage, inOrder, story, written, 柳湾村, type Write } from './plan.ts';

/** Asked too much at first, was returned once, and went down with three numbers. */
export const winterRelief: Write = (on) => {
  const { saved, sent, returned, admitted } = story('yingji');
  const first = notice(on, -11, true);
  const slim = notice(on, -9, false);
  return {
    key: 'winter-relief',
    organ: 'yingji',
    script: [
      saved(on.day(-11).at('09:20'), first),
      sent(on.day(-11).at('10:05'), '上年也是这样收的，照片用来防止多报。', {
        'F2.2': '照片用来防止多报，财政对账时要看。',
        'N1.1': '物资要在下雪前到村，时间紧。',
      }),
      returned(
        on.day(-10).at('15:40'),
        '照片看不出缺不缺棉被，还要村里挨家去拍，请删去。户籍人口、低保户数、常住人口从台账取，表里不再要。缺口粮怎么算请写清楚，几个村问过。',
      ),
      saved(on.day(-9).at('08:50'), slim),
      sent(on.day(-9).at('09:30')),
      admitted(on.day(-8).at('09:10'), '照改了，每村约4分钟。可以下去。'),
    ],
    answers: [
      {
        from: -7,
        until: -1,
        share: 0.87,
        corrected: 0.03,
        silent: [柳湾村],
        values: (facts, { int, chance }) => ({
          f1: int(0, Math.ceil(facts['unit.dibaoHouseholds'] * 0.4)),
          f2: chance(0.7) ? 0 : int(1, 4),
          f3: int(0, Math.ceil(facts['unit.elderly80'] * 0.5)),
        }),
      },
    ],
  };
};

function notice(on: Parameters<Write>[0], day: number, photos: boolean) {
  const due = on.day(1);
  const issued = on.day(day);
  const asOf = on.day(-12);
  return written({
    organ: 'yingji',
    on: issued,
    number: `青应急〔${on.year}〕52号`,
    title: '关于开展冬春救助需求摸底的通知',
    kind: 'form',
    to: '各乡镇人民政府、城关街道办事处',
    body: [
      '为把今冬的棉被、口粮和取暖补助送到缺的人家，经县人民政府同意，请各村（社区）报一次需求。',
      '一、报什么',
      photos
        ? '户籍人口、常住人口、低保户数、缺衣被户数、缺口粮户数、需要帮助取暖人数六项，并上传每户衣被和住处的照片。'
        : `三个数，以${asOf.short}的情况为准：缺衣被的户数，指过冬棉衣、棉被自己备不齐的常住户；缺口粮的户数，指到明年3月存粮不够吃的常住户；需要帮助取暖的人数，指住处没有取暖设施或者用不起的人。`,
      '二、怎么报',
      `${due.short}（${due.weekday}）17:30前，由村里在轻担上填一次。乡镇不用汇总，不用转表。`,
      '三、不用做什么',
      photos ? '不用纸质件。' : '不用附名单，不用拍照，不用盖章。人口和低保的数县里有，不再要。',
      '四、报了以后',
      `我局${on.day(16).short}前把物资送到各村，发了多少、发给几户，由我局在轻担上告诉各村。`,
      '依据《自然灾害救助条例》第二十一条。填的时候有疑问，找我局救灾股。',
    ],
    basis: '《自然灾害救助条例》第二十一条；经县人民政府同意',
    purpose: '分配今冬的棉被、口粮和取暖补助',
    fields: [
      ...(photos
        ? [
            count('unit.populationRegistered', '户籍人口', '人', '户口登记在本村的人数'),
            count('unit.populationResident', '常住人口', '人', '实际居住半年以上的人数'),
            count('unit.dibaoHouseholds', '低保户数', '户', '正在享受农村低保的户数'),
          ]
        : []),
      count('f1', '缺衣被的户数', '户', '过冬的棉衣、棉被自己备不齐的常住户', { max: 2000 }),
      count('f2', '缺口粮的户数', '户', '到明年3月，存粮不够吃的常住户', { max: 2000 }),
      count('f3', '需要帮助取暖的人数', '人', '住的地方没有取暖设施，或用不起的人', { max: 8000 }),
    ],
    audience: everyVillage,
    deadline: due.at('17:30'),
    expires: on.day(6).at('17:30'),
    metadata: inOrder(`${on.year}-FW-052`),
  });
}
