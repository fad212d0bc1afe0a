import { count, everyVillage, inOrder, story, villagesOf, words, written, type Setting, type Write } from './plan.ts';

export const dropouts: Write = (on) => {
  const { saved, sent, admitted } = story('jiaoyu');
  return {
    key: 'dropouts',
    organ: 'jiaoyu',
    script: [saved(on.day(-40).at('09:30'), dropoutsNotice(on)), sent(on.day(-40).at('10:00')), admitted(on.day(-39).at('08:50'))],
    answers: [
      {
        from: -38,
        until: -30,
        share: 0.96,
        late: { share: 0.03, until: -26 },
        corrected: 0.02,
        values: (facts, { int, chance }) => {
          const away = int(0, Math.ceil(facts['unit.leftBehindChildren'] / 3));
          const home = chance(0.94) ? 0 : 1;
          return { f1: away + home, f2: away, f3: home };
        },
      },
    ],
  };
};

function dropoutsNotice(on: Setting) {
  const due = on.day(-30);
  return written({
    organ: 'jiaoyu',
    on: on.day(-40),
    number: `青教发〔${on.year}〕58号`,
    title: '关于核对义务教育在校情况的通知',
    kind: 'form',
    to: '各乡镇人民政府、城关街道办事处',
    body: [
      '学籍系统里在校的，不一定真坐在教室里。经县人民政府同意，请各村（社区）帮忙看一看有没有该上学没上学的孩子。',
      `请在${due.short}17:30前填三个数，以${on.day(-41).short}为准：该上学没在学校的孩子数、其中跟着父母在外地上学的、其中在家的。`,
      '在家的孩子，由学校老师上门，村里告诉老师住在哪里就行，不用写说明，不用登记花名册。',
      '依据《中华人民共和国义务教育法》第十三条。',
    ],
    basis: '《中华人民共和国义务教育法》第十三条',
    purpose: '把该上学没上学的孩子请回学校',
    fields: [
      count('f1', '该上学没在学校的', '人', '6至15周岁，开学以后没有到校的', { max: 300 }),
      count('f2', '其中在外地上学的', '人', '跟着父母在外地学校的', { max: 300 }),
      count('f3', '其中在家的', '人', '哪个学校都没有上的', { max: 100 }),
    ],
    audience: everyVillage,
    deadline: due.at('17:30'),
    expires: on.day(-25).at('17:30'),
    metadata: inOrder(`${on.year}-FW-039`),
  });
}

/** Signatures from every household at first, a notice on the school gate in the end. */
export const iceSafety: Write = (on) => {
  const { saved, sent, returned, admitted } = story('jiaoyu');
  return {
    key: 'ice-safety',
    organ: 'jiaoyu',
    script: [
      saved(on.day(-16).at('09:00'), iceSafetyNotice(on, false)),
      sent(on.day(-16).at('09:25'), '签了字家长才会上心。', {
        'C8.8': '责任状是往年惯例。',
        'T1.5': '签了字家长才会上心，出了事也说得清。',
      }),
      returned(
        on.day(-15).at('11:00'),
        '签了字，冰面还是那个冰面。承诺书、责任状、追责的话都请去掉。想一想哪几口塘真的危险，立牌子、放杆子比签字管用。',
      ),
      saved(on.day(-14).at('15:20'), iceSafetyNotice(on, true)),
      sent(on.day(-14).at('15:40')),
      admitted(on.day(-13).at('09:00'), '这一稿能救人。'),
    ],
    answers: [
      {
        from: -12,
        until: -7,
        share: 0.91,
        late: { share: 0.05, until: -3 },
        values: (_facts, { int, pick }) => {
          const ponds = int(0, 6);
          return {
            f1: ponds,
            f2: int(0, ponds),
            f3: ponds === 0 ? null : pick(['小学后面的荷塘', '老河湾', '砖厂取土坑', '水库溢洪道下边', '晒谷坪旁边的塘']),
          };
        },
      },
    ],
  };
};

function iceSafetyNotice(on: Setting, mended: boolean) {
  const due = on.day(-7);
  return written({
    organ: 'jiaoyu',
    on: on.day(mended ? -14 : -16),
    number: `青教发〔${on.year}〕66号`,
    title: mended ? '关于告知水塘冰面危险位置的通知' : '关于开展冬季学生安全承诺签名活动的通知',
    kind: 'form',
    to: '各乡镇人民政府、城关街道办事处',
    body: mended
      ? [
          '孩子爱上冰，出事都在那几口塘。经县人民政府同意，请河塘多的村告诉我们，由我局和乡镇去立警示牌、放救生杆。',
          `请在${due.short}17:30前填三项，以填报当天为准：冬天结冰、孩子常去的水塘处数、已经有救生杆的处数、最先要立牌子的一处在哪里。`,
          '牌子和杆子由我局做好送去立，村里不用出钱，不用留照片。家长那边由学校发短信，不用签字。',
          '依据《中华人民共和国未成年人保护法》。',
        ]
      : [
          '为筑牢冬季学生安全防线，压实各方责任，现就有关事项通知如下。',
          '一、各村要组织每户家长签订《冬季学生安全承诺书》，做到户户签、人人知，签名率须达100%，承诺书装订成册留存备查。',
          '二、各村要与水塘承包人签订安全责任状。',
          `三、请于${on.day(-12).short}前将签名率和现场照片报送我局。`,
          '四、因承诺书漏签发生事故的，严肃追究有关人员责任。',
        ],
    basis: mended ? '《中华人民共和国未成年人保护法》' : '校园安全工作要求',
    purpose: mended ? '在孩子常去的冰面立警示牌、放救生杆' : '压实冬季学生安全责任',
    fields: mended
      ? [
          count('f1', '孩子常去的结冰水塘', '处', '塘、河湾、水库边，去冬结过冰的', { max: 100 }),
          count('f2', '已经有救生杆的', '处', '竹竿、绳子、救生圈都算', { max: 100 }),
          words('f3', '最先要立牌子的一处', '地名', { required: false }),
        ]
      : [count('f1', '签名率', '%', '签了承诺书的户数占比', { max: 100 })],
    audience: villagesOf(...['清水镇', '河口镇', '白鹭镇', '双塘乡'].map((name) => on.township(name))),
    deadline: mended ? due.at('17:30') : on.day(-12).at('17:30'),
    expires: mended ? on.day(-2).at('17:30') : null,
    metadata: mended ? inOrder(`${on.year}-FW-053`) : {},
  });
}
