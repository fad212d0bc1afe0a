import {
  amount,
  choice,
  count,
  everyTownship,
  everyVillage,
  inOrder,
  story,
  villagesOf,
  words,
  written,
  yesNo,
  柳湾村,
  青石镇,
  type Setting,
  type Write,
} from './plan.ts';

/** One meeting of one township, forty minutes, on screen. */
export const fireMeeting: Write = (on) => {
  const { saved, sent, admitted } = story('qingshi');
  return {
    key: 'fire-meeting',
    organ: 'qingshi',
    script: [
      saved(on.day(-3).at('09:10'), fireMeetingNotice(on)),
      sent(on.day(-3).at('09:40')),
      admitted(on.day(-2).at('08:50'), '短、在线、不叫主要负责人，可以。'),
    ],
    answers: [
      {
        from: -1,
        until: -1,
        share: 0.45,
        silent: [柳湾村],
        values: (_facts, { pick }) => ({
          f1: pick(['石小川', '杨来喜', '鲁春梅', '方志明', '樊玉兰', '谈大成']),
          f2: pick(['手机', '手机', '村部电脑']),
          f3: pick([null, null, '电热毯用几年该换？', '老房子电线能不能请人统一看看？']),
        }),
      },
    ],
  };
};

function fireMeetingNotice(on: Setting) {
  const held = on.day(3);
  return written({
    organ: 'qingshi',
    on: on.day(-3),
    number: `青石政〔${on.year}〕33号`,
    title: '关于召开冬季用火用电安全视频会的通知',
    kind: 'meeting',
    to: '各村（社区）',
    body: [
      '上周县里有两起取暖失火，都是夜里烤火烘衣服引起的。镇里开一个短会，把怎么防讲清楚。',
      `会议定于${held.full}（${held.weekday}）10:00至10:40，用手机或者村部电脑就能进，不用到镇里来。`,
      '每村来一位平时走村串户多的同志就行，书记、主任不用都来。会上县消防大队的同志讲15分钟，其余时间大家提问，发言每人不超过3分钟。',
      '不用准备材料，不用拍照，会后不用写贯彻情况。讲义会前发到轻担上，听不成的看讲义也行。',
      '谁来听，请在会前填一下姓名。',
    ],
    basis: '《中华人民共和国消防法》第三十二条；青石镇年度会议计划第18项',
    purpose: '上周县里有两起取暖失火，把怎么防讲到村里',
    fields: [
      words('f1', '谁来听', '姓名，一位'),
      choice('f2', '怎么进会', ['手机', '村部电脑', '听不成，看讲义']),
      words('f3', '想问什么', '有就写一句，会上先答', { required: false }),
    ],
    audience: villagesOf(青石镇),
    deadline: held.at('10:00'),
    expires: on.day(4).at('17:30'),
    metadata: inOrder(`${on.year}-HY-018`, '青石镇人民政府'),
  });
}

export const unsafeHouses: Write = (on) => {
  const { saved, sent, returned, admitted } = story('zhujian');
  return {
    key: 'unsafe-houses',
    organ: 'zhujian',
    script: [
      saved(on.day(-27).at('09:00'), unsafeHousesNotice(on, false)),
      sent(on.day(-27).at('09:30'), '档案不全，查起来说不清。', {
        'F2.5': '原来的档案格式不统一，想借这次补齐。',
        'F2.2': '房子什么样，照片最清楚。',
      }),
      returned(
        on.day(-26).at('10:10'),
        '名册去年已经建好，一户一档再来一遍，全县要花三千多小时，人还是没有接出来。请只问住没住人、要不要住处。承诺书请删。',
      ),
      saved(on.day(-25).at('14:00'), unsafeHousesNotice(on, true)),
      sent(on.day(-25).at('14:20')),
      admitted(on.day(-24).at('09:00'), null, 'jianfu2'),
    ],
    answers: [
      {
        from: -23,
        until: -16,
        share: 0.95,
        late: { share: 0.04, until: -12 },
        corrected: 0.03,
        values: (_facts, { int, chance }) => {
          const lived = chance(0.7) ? 0 : int(1, 4);
          return { f1: lived, f2: int(0, 12), f3: lived === 0 ? 0 : int(0, lived * 2) };
        },
      },
    ],
  };
};

function unsafeHousesNotice(on: Setting, mended: boolean) {
  const due = on.day(-16);
  return written({
    organ: 'zhujian',
    on: on.day(mended ? -25 : -27),
    number: `青建发〔${on.year}〕35号`,
    title: '关于入冬前看一遍住人危房的通知',
    kind: 'form',
    to: '各乡镇人民政府、城关街道办事处',
    body: [
      '入冬雨雪多，危房最怕这个时候还住着人。经县人民政府同意，请各村（社区）把登记在册的危房看一遍。',
      mended
        ? `请在${due.short}17:30前填三个数，以去看的那天为准：还住着人的危房户数、已经搬出来的户数、需要临时住处的人数。`
        : `请在${due.short}17:30前填报，并为每栋房屋重新建立一户一档，附四面照片、承诺书和鉴定申请表，装盒备查。`,
      '名册上的房子县里都有编号和鉴定结论，按名册看，不用重新排查，不用另建一本。',
      `需要临时住处的，我局三天内派人到村里对接，费用由县里出。`,
      '依据《中华人民共和国突发事件应对法》和自建房安全管理的规定。',
    ],
    basis: '《中华人民共和国突发事件应对法》；省自建房安全管理规定',
    purpose: '雨雪前把住危房的人接出来',
    fields: [
      count('f1', '还住着人的危房', '户', '名册上C级、D级，去看的那天还有人住', { max: 500 }),
      count('f2', '已经搬出来的', '户', '名册上有，人已经不住了', { max: 500 }),
      count('f3', '需要临时住处的', '人', '愿意搬但没有地方去的', { max: 1000 }),
    ],
    audience: everyVillage,
    deadline: due.at('17:30'),
    expires: on.day(-11).at('17:30'),
    metadata: inOrder(`${on.year}-FW-043`),
  });
}

export const landslides: Write = (on) => {
  const { saved, sent, admitted } = story('ziran');
  return {
    key: 'landslides',
    organ: 'ziran',
    script: [saved(on.day(-37).at('10:00'), landslidesNotice(on)), sent(on.day(-37).at('10:30')), admitted(on.day(-36).at('09:20'))],
    answers: [
      {
        from: -35,
        until: -28,
        share: 0.92,
        late: { share: 0.05, until: -24 },
        values: (_facts, { int, chance, pick }) => {
          const seen = int(1, 7);
          const moved = chance(0.75) ? 0 : int(1, Math.min(2, seen));
          return {
            f1: seen,
            f2: moved,
            f3:
              moved === 0
                ? null
                : pick(['学校后坡裂了一条缝，能伸进手掌。', '二组上山的路往下错了十来公分。', '老祠堂后面的挡墙鼓出来了。']),
          };
        },
      },
    ],
  };
};

function landslidesNotice(on: Setting) {
  const due = on.day(-28);
  return written({
    organ: 'ziran',
    on: on.day(-37),
    number: `青自然资发〔${on.year}〕29号`,
    title: '关于汛后看一遍地质灾害隐患点的通知',
    kind: 'form',
    to: '有关乡镇人民政府',
    body: [
      '汛期过去了，有的坡动过，有的没有动。经县人民政府同意，请有隐患点的山区村去看一眼，告诉我们哪里要派人来测。',
      `请在${due.short}17:30前填三项，以去看的那天为准：看了几处、其中有新裂缝或者新滑动的几处、要我局派人来看的是哪一处。`,
      '能不能看、怎么看，4月发的明白卡上有，不安全的地方不要靠近。要测的点，我局技术组一周内到，车和设备自己带，不用陪同。',
      '依据《地质灾害防治条例》第十四条。',
    ],
    basis: '《地质灾害防治条例》第十四条',
    purpose: '排汛后测量的点位，先测动过的坡',
    fields: [
      count('f1', '看了几处', '处', '在册的隐患点', { max: 60 }),
      count('f2', '有新裂缝或新滑动的', '处', '和汛前比，看得出动过', { max: 60 }),
      words('f3', '最要紧的一处', '地名和看到的样子，一句话', { required: false }),
    ],
    audience: villagesOf(...['竹林乡', '云门乡', '茶岭乡', '梅岭镇', '石门镇'].map((name) => on.township(name))),
    deadline: due.at('17:30'),
    expires: on.day(-23).at('17:30'),
    metadata: inOrder(`${on.year}-FW-042`),
  });
}

export const icyRoads: Write = (on) => {
  const { saved, sent, admitted } = story('jiaotong');
  return {
    key: 'icy-roads',
    organ: 'jiaotong',
    script: [
      saved(on.day(-6).at('14:10'), icyRoadsNotice(on)),
      sent(on.day(-6).at('14:40')),
      admitted(on.day(-5).at('10:30'), '去年的数带出来了，好。'),
    ],
    answers: [
      {
        from: -4,
        until: -1,
        share: 0.55,
        silent: [青石镇],
        values: (_facts, { int, chance, pick }) => {
          const places = int(2, 14);
          return {
            f1: places,
            f2: Math.round(places * (4 + int(0, 12))) / 10,
            f3: pick(['乡政府旁边的旧粮站', '半山加油站', '桥头岔路口', '护林点院子']),
            f4: chance(0.8),
          };
        },
      },
    ],
  };
};

function icyRoadsNotice(on: Setting) {
  const due = on.day(4);
  return written({
    organ: 'jiaotong',
    on: on.day(-6),
    number: `青交发〔${on.year}〕22号`,
    title: '关于报送农村公路易结冰路段的通知',
    kind: 'form',
    to: '各乡镇人民政府、城关街道办事处',
    body: [
      '第一场雪前，我局要把融雪剂和警示桩放到点上。经县人民政府同意，请各乡镇告诉我们哪里最容易结冰。',
      `请在${due.short}17:30前填四项，以去冬的情况为准：易结冰路段几处、共多少公里、放一个备料点最好放在哪里、有没有愿意撒料的人。`,
      '去年报过的已经填在前面，改一改就行。乡镇自己填，不用向村里要。撒料的人由我局给误工费和保险。',
      '依据《公路安全保护条例》第四十七条。',
    ],
    basis: '《公路安全保护条例》第四十七条',
    purpose: '第一场雪前把融雪剂和警示桩放到点上',
    fields: [
      count('f1', '易结冰路段', '处', '县道、乡道、村道，去冬结过冰的', { max: 200 }),
      amount('f2', '共多少公里', '公里', '各处相加，估到一位小数', { max: 300 }),
      words('f3', '备料点放在哪里', '地名，一处'),
      yesNo('f4', '有愿意撒料的人', '由县交通局给误工费和保险'),
    ],
    audience: everyTownship,
    deadline: due.at('17:30'),
    expires: on.day(9).at('17:30'),
    metadata: inOrder(`${on.year}-FW-051`),
  });
}
