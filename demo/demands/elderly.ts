import { count, everyVillage, inOrder, story, villagesOf, written, yesNo, 柳湾村, type Setting, type Write } from './plan.ts';

export const allowanceCheck: Write = (on) => {
  const { saved, sent, admitted } = story('minzheng');
  return {
    key: 'allowance-check',
    organ: 'minzheng',
    script: [
      saved(on.day(-7).at('14:30'), allowanceCheckNotice(on)),
      sent(on.day(-7).at('15:10')),
      admitted(on.day(-6).at('10:20'), '名单先由局里比对过，村里只看变化，好。', 'jianfu2'),
    ],
    answers: [
      {
        from: -5,
        until: -1,
        share: 0.56,
        corrected: 0.02,
        silent: [柳湾村],
        values: (facts, { int, chance }) => {
          const gone = int(0, 2);
          return { 'unit.elderly80': facts['unit.elderly80'], f1: gone, f2: int(0, 3), f3: chance(0.93) };
        },
      },
    ],
  };
};

function allowanceCheckNotice(on: Setting) {
  const due = on.day(5);
  return written({
    organ: 'minzheng',
    on: on.day(-7),
    number: `青民发〔${on.year}〕38号`,
    title: '关于核对高龄津贴发放名单的通知',
    kind: 'form',
    to: '各乡镇人民政府、城关街道办事处',
    body: [
      '下个月的高龄津贴按核对后的名单发放。经县人民政府同意，请各村（社区）把本村名单看一遍。',
      `名单已经由我局按公安户籍和殡葬登记比过一遍，绝大多数老人没有变化。请在${due.short}（${due.weekday}）17:30前填三个数：现有80周岁以上户籍老人数、上次核对以后去世或者户口迁出的人数、上次核对以后新满80周岁的人数，以${on.day(-8).short}为准。`,
      '对得上的直接填，对不上的电话告诉我局养老服务股，由我局去查。不用老人本人到场，不用拍照，不用签字按手印。',
      `津贴${on.day(14).short}前打到老人卡上，发放名单由我局张贴。`,
      '依据《中华人民共和国老年人权益保障法》和《青禾县高龄津贴发放办法》。',
    ],
    basis: '《中华人民共和国老年人权益保障法》；《青禾县高龄津贴发放办法》（青政发〔2024〕9号）',
    purpose: '下个月按这份名单发高龄津贴，不错发、不漏发',
    fields: [
      count('unit.elderly80', '80周岁以上老人数', '人', '户籍人口中年满80周岁的人数', { max: 2000 }),
      count('f1', '去世或迁出的人数', '人', '上次核对（今年8月底）以后去世或户口迁出的', { max: 500 }),
      count('f2', '新满80周岁的人数', '人', '上次核对（今年8月底）以后满80周岁的', { max: 500 }),
      yesNo('f3', '名单对得上', '名单上的人和村里知道的一致'),
    ],
    audience: everyVillage,
    deadline: due.at('17:30'),
    expires: on.day(10).at('17:30'),
    metadata: inOrder(`${on.year}-FW-049`),
  });
}

export const fluShots: Write = (on) => {
  const { saved, sent, admitted } = story('weijian');
  const due = on.day(-25);
  const draft = written({
    organ: 'weijian',
    on: on.day(-35),
    number: `青卫发〔${on.year}〕61号`,
    title: '关于统计老年人流感疫苗接种意愿的通知',
    kind: 'form',
    to: '各乡镇人民政府、城关街道办事处',
    body: [
      '县里今年为65周岁以上老人免费接种流感疫苗。经县人民政府同意，请各村（社区）告诉我们要备多少支。',
      `请在${due.short}前填三个数，以填报当天为准：在村的65周岁以上老人数、愿意接种的人数、走不动需要上门打的人数。村卫生室有现成名册，和村医核一下就行。`,
      '打不打由老人自己定，这里不定接种率，也不作比较。接种由乡镇卫生院组织，村里不用陪同。',
      '依据《中华人民共和国疫苗管理法》和县政府年度民生实事。',
    ],
    basis: '《中华人民共和国疫苗管理法》；县政府年度民生实事',
    purpose: '订疫苗，排上门接种的车和人',
    fields: [
      count('f1', '在村的65周岁以上老人数', '人', '填报当天住在村里的，不看户口', { max: 5000 }),
      count('f2', '愿意接种的人数', '人', '问过本人或家人，愿意打的', { max: 5000 }),
      count('f3', '需要上门打的人数', '人', '愿意打但走不到村卫生室的', { max: 1000 }),
    ],
    audience: everyVillage,
    deadline: due.at('17:30'),
    expires: on.day(-20).at('17:30'),
    metadata: inOrder(`${on.year}-FW-044`),
  });
  return {
    key: 'flu-shots',
    organ: 'weijian',
    script: [saved(on.day(-35).at('08:45'), draft), sent(on.day(-35).at('09:30')), admitted(on.day(-34).at('11:00'))],
    answers: [
      {
        from: -33,
        until: -25,
        share: 0.94,
        late: { share: 0.04, until: -21 },
        corrected: 0.02,
        values: (facts, { int, next }) => {
          const here = Math.round(facts['unit.elderly60'] * (0.5 + next() * 0.15));
          const willing = Math.round(here * (0.35 + next() * 0.35));
          return { f1: here, f2: willing, f3: Math.min(willing, int(0, 6)) };
        },
      },
    ],
  };
};

export const bankNumbers: Write = (on) => {
  const { saved, sent, proposed, confirmed } = story('minzheng');
  return {
    key: 'bank-numbers',
    organ: 'minzheng',
    script: [
      saved(on.day(-18).at('08:40'), bankNumbersNotice(on)),
      sent(on.day(-18).at('09:00'), '银行昨天傍晚才通知，晚一天低保金就退回来了。', {
        'N1.2': '银行昨天傍晚才通知换系统，晚一天核对，42个村的低保金会退回来。',
        'N1.1': '银行给的时间只有两天，局里和村里各用一天。',
      }),
      proposed(
        on.day(-18).at('09:40'),
        '当日次日要是不能的。这一次等三天，低保户下个月就没有钱，轻重在这一边。只问两个数，不问账号，村里约5分钟。',
      ),
      confirmed(
        on.day(-18).at('10:05'),
        '问过银行，系统换的日子改不了。同意，只给有旧行号的三个乡镇，到期缩到三天。请民政局和银行约定，今后换系统提前十个工作日告知。',
      ),
    ],
    answers: [
      {
        from: -18,
        until: -17,
        share: 0.93,
        late: { share: 0.05, until: -15 },
        values: (facts, { int, chance }) => {
          const gone = chance(0.6) ? 0 : int(1, 3);
          return { f1: Math.max(0, facts['unit.dibaoHouseholds'] - gone), f2: gone };
        },
      },
    ],
  };
};

function bankNumbersNotice(on: Setting) {
  const due = on.day(-17);
  return written({
    organ: 'minzheng',
    on: on.day(-18),
    number: `青民发〔${on.year}〕36号`,
    title: '关于核对部分低保户收款账户的紧急通知',
    kind: 'form',
    to: '有关乡镇人民政府',
    body: [
      `代发银行${on.day(-16).short}更换系统，旧行号停用。经县人民政府同意，请有关村核对本村低保户的收款账户，不核对，下个月的低保金会被退回。`,
      `今天下班前先填要换卡的户数，${due.short}17:30前把其余的户数填齐。姓名和账号都不要报，要换卡的由我局会同银行上门换。`,
      '依据《社会救助暂行办法》。',
    ],
    basis: '《社会救助暂行办法》；代发银行系统更换告知函',
    purpose: '保证下个月低保金按时到账',
    fields: [
      count('f1', '账户仍在用的户数', '户', '按这个账户收得到钱的低保户', { max: 1000 }),
      count('f2', '账户已经不用的户数', '户', '卡丢了、销了户或换了银行的低保户', { max: 1000 }),
    ],
    audience: villagesOf(on.township('青石镇'), on.township('松溪镇'), on.township('双塘乡')),
    deadline: due.at('17:30'),
    expires: on.day(-14).at('17:30'),
    metadata: inOrder(`${on.year}-FW-048`),
  });
}
