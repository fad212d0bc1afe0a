import { choice, count, everyVillage, inOrder, story, villagesOf, words, written, 柳湾村, type Setting, type Write } from './plan.ts';

export const waterPoints: Write = (on) => {
  const { saved, sent, asked, admitted } = story('shuili');
  return {
    key: 'water-points',
    organ: 'shuili',
    table: {
      name: '农村饮水水源点情况表.xlsx',
      sheet: '水源点',
      headings: [
        '乡镇（街道）',
        '村（社区）',
        '集中供水人数（人）',
        '分散取水人数（人）',
        '水源点（处）',
        '断过水的水源点（处）',
        '断过水的户数（户）',
        '冻过的管子（米）',
        '水质',
        '最想先修的一处',
      ],
      lines: 3,
    },
    script: [
      saved(on.day(-6).at('10:10'), waterPointsNotice(on)),
      sent(on.day(-6).at('10:40')),
      asked(on.day(-6).at('16:20'), '集中和分散的人数台账里有，还要村里填，请说明。'),
      sent(on.day(-5).at('09:05'), '台账是去年汛前的，今年合并了两处水厂，涉及31个村。请村里看一眼改过来，改后台账也跟着对。'),
      admitted(on.day(-4).at('09:30'), '理由成立：改过的数回到台账，以后不再问。'),
    ],
    answers: [
      {
        from: -3,
        until: -1,
        share: 0.27,
        silent: [柳湾村],
        values: (facts, { int, chance, pick }) => {
          const points = int(1, 9);
          const dry = chance(0.6) ? 0 : int(1, Math.min(3, points));
          return {
            'unit.waterCentralPopulation': facts['unit.waterCentralPopulation'],
            'unit.waterDispersedPopulation': facts['unit.waterDispersedPopulation'],
            f1: points,
            f2: dry,
            f3: dry * int(4, 22),
            f4: int(0, 16) * 50,
            f5: pick(['清，没有味', '清，没有味', '雨后发浑', '水垢多', '有味或有颜色']),
            f6: pick([
              '三组的蓄水池开裂，装不满。',
              '老水井挨着猪场，想换地方。',
              '过河那段管子每年冬天冻。',
              '水泵老了，停电就没水。',
              null,
              '坳上七户还在挑水。',
              '山泉池没有盖，落叶多。',
            ]),
          };
        },
      },
    ],
  };
};

function waterPointsNotice(on: Setting) {
  const due = on.day(13);
  return written({
    organ: 'shuili',
    on: on.day(-6),
    number: `青水发〔${on.year}〕27号`,
    title: '关于了解农村饮水水源点情况的通知',
    kind: 'form',
    to: '各乡镇人民政府、城关街道办事处',
    body: [
      '明年的管网改造要先修最缺水的地方。经县人民政府同意，请各村（社区）告诉我们水从哪里来、哪里会断。',
      `请在${due.short}（${due.weekday}）17:30前填八项，人数和处数以${on.day(-8).short}为准，断水和冻管按今年的情况。水源点指供生活饮用的水厂取水口、水井、山泉池，几户合用的算一处。`,
      '其中“最想先修的一处”写一句话，写清在哪里、怎么回事就行，不用另写材料。',
      '不用照片，不用测水质，水质由县疾控中心来取样。图上有疑问的，由我局派人到村里看。',
      '结果我局明年1月底前在轻担上公布，列入改造的村和没有列入的理由一起写。',
      '依据《中华人民共和国水法》第五十四条和县农村供水保障规划。',
    ],
    basis: '《中华人民共和国水法》第五十四条；县农村供水保障规划',
    purpose: '排明年的管网改造，先修最缺水的地方',
    fields: [
      count('unit.waterCentralPopulation', '集中供水的人数', '人', '由集中式供水工程供水的常住人口', { max: 20_000 }),
      count('unit.waterDispersedPopulation', '分散取水的人数', '人', '从水井、山泉等分散取水的常住人口', { max: 20_000 }),
      count('f1', '水源点', '处', '供生活饮用的取水口、水井、山泉池，几户合用算一处', { max: 500 }),
      count('f2', '其中今年断过水的', '处', '今年连续断水3天以上的', { max: 500 }),
      count('f3', '受断水影响的户数', '户', '断水时要到别处挑水或买水的', { max: 3000 }),
      count('f4', '容易冻的明管', '米', '露在外面、去冬冻过的管子，估个长度', { max: 50_000 }),
      choice('f5', '水的样子', ['清，没有味', '雨后发浑', '有味或有颜色', '水垢多']),
      words('f6', '最想先修的一处', '在哪里、怎么回事，一句话', { required: false }),
    ].map((field, at) => ({ ...field, place: `水源点!${'CDEFGHIJ'[at] ?? ''}` })),
    audience: everyVillage,
    deadline: due.at('17:30'),
    expires: on.day(18).at('17:30'),
    metadata: inOrder(`${on.year}-FW-050`),
  });
}

export const reservoirWardens: Write = (on) => {
  const { saved, sent, admitted } = story('shuili');
  const due = on.day(-24);
  const draft = written({
    organ: 'shuili',
    on: on.day(-33),
    number: `青水发〔${on.year}〕24号`,
    title: '关于核对山塘巡查员补贴的通知',
    kind: 'form',
    to: '有关乡镇人民政府',
    body: [
      '汛期过了，今年的山塘巡查补贴要发下去。经县人民政府同意，请有关村核对巡查员人数和天数。',
      `请在${due.short}17:30前填三个数，时间从4月1日算到9月30日：巡查员人数、实际巡查的总天数、应发还没有发的人数。我局按每人每天40元发，钱直接到个人卡上。`,
      '不用报巡查记录，不用报轨迹。有出入的，我局按4月定下的名单来核。',
      '依据《小型水库安全管理办法》和今年的县级预算。',
    ],
    basis: '《小型水库安全管理办法》；今年县级预算',
    purpose: '发今年汛期的巡查补贴',
    fields: [
      count('f1', '巡查员人数', '人', '4月定下、汛期里确实在巡的', { max: 50 }),
      count('f2', '巡查总天数', '天', '各人天数相加', { max: 9150 }),
      count('f3', '应发还没有发的人数', '人', '汛期里没有领到过补贴的', { max: 50 }),
    ],
    audience: villagesOf(on.township('松溪镇'), on.township('双塘乡'), on.township('白鹭镇'), on.township('龙泉乡')),
    deadline: due.at('17:30'),
    expires: on.day(-19).at('17:30'),
    metadata: inOrder(`${on.year}-FW-045`),
  });
  return {
    key: 'reservoir-wardens',
    organ: 'shuili',
    script: [saved(on.day(-33).at('15:00'), draft), sent(on.day(-33).at('15:30')), admitted(on.day(-32).at('08:55'), null, 'jianfu2')],
    answers: [
      {
        from: -31,
        until: -24,
        share: 0.92,
        late: { share: 0.08, until: -20 },
        corrected: 0.06,
        values: (_facts, { int }) => {
          const wardens = int(1, 6);
          return { f1: wardens, f2: wardens * int(60, 150), f3: int(0, wardens) };
        },
      },
    ],
  };
};
