import { choice, count, everyTownship, inOrder, story, villagesOf, words, written, yesNo, type Write } from './plan.ts';

/** A visit that asks nothing but a day. */
export const listening: Write = (on) => {
  const { saved, sent, admitted } = story('zuzhi');
  const due = on.day(3);
  return {
    key: 'listening',
    organ: 'zuzhi',
    script: [
      saved(
        on.day(-5).at('15:00'),
        written({
          organ: 'zuzhi',
          on: on.day(-5),
          number: `青组函〔${on.year}〕17号`,
          title: '关于到部分村听取村干部意见的函',
          kind: 'visit',
          to: '云门乡各村',
          body: [
            '我部想听听偏远村干部的难处：路上花多少时间、系统登几个、哪些表最没有用。经县委同意，下下周到云门乡走一趟，一个组三个人，自己带车，在村里吃工作餐，按标准交钱。',
            `请在${due.short}17:30前告诉我们哪天方便。村里有一位同志在就行，书记不在也没有关系。`,
            '不看台账，不用准备汇报，不打分，不反馈问题清单。说的话不记名。',
          ],
          basis: '县委年度调研安排第4项',
          purpose: '听偏远村干部说说难处，改我们自己的做法',
          fields: [
            choice('f1', '哪天方便', ['周二上午', '周二下午', '周三上午', '周三下午', '都不方便']),
            words('f2', '想说哪件事', '可以不填', { required: false }),
          ],
          audience: villagesOf(on.township('云门乡')),
          deadline: due.at('17:30'),
          expires: on.day(8).at('17:30'),
          metadata: inOrder(`${on.year}-DY-004`, '中共青禾县委'),
        }),
      ),
      sent(on.day(-5).at('15:20')),
      admitted(on.day(-4).at('11:10'), '同意。同周没有别的组去云门乡。'),
    ],
    answers: [
      {
        from: -3,
        until: -1,
        share: 0.6,
        values: (_facts, { pick }) => ({
          f1: pick(['周二上午', '周二下午', '周三上午']),
          f2: pick([null, '到县里开会来回五个小时。', '同一个数一年报了九回。', null]),
        }),
      },
    ],
  };
};

/** A check as it should be: in the yearly plan, under its own name, a closed list of what is looked at. */
export const embankments: Write = (on) => {
  const { saved, sent, admitted } = story('shuili');
  const due = on.day(-9);
  return {
    key: 'embankments',
    organ: 'shuili',
    script: [
      saved(
        on.day(-18).at('14:30'),
        written({
          organ: 'shuili',
          on: on.day(-18),
          number: `青水发〔${on.year}〕25号`,
          title: '关于开展圩堤安全度冬检查的通知',
          kind: 'check',
          to: '河口镇、白鹭镇人民政府',
          body: [
            `经县人民政府同意，按年度督查检查考核计划（计划编号${on.year}-DJK-017），我局检查两镇的圩堤。`,
            '只看三样：堤身有没有裂缝，涵闸关不关得严，抢险料够不够。都到堤上看，不进会议室，不翻本子。',
            `去一次，每镇半天，两个人。请在${due.short}17:30前说一声哪天方便，来一位熟悉堤段的同志带路。`,
            '看出毛病由我局出方案、出钱修。',
          ],
          basis: `年度督查检查考核计划${on.year}-DJK-017；《中华人民共和国防洪法》`,
          purpose: '冬修前看清哪段堤要修',
          fields: [choice('f1', '哪天方便', ['周一', '周二', '周三', '周四']), yesNo('f2', '有人带路', '一位熟悉堤段的同志')],
          audience: { level: 'township', under: [on.township('河口镇'), on.township('白鹭镇')], except: [] },
          deadline: due.at('17:30'),
          expires: on.day(-4).at('17:30'),
          metadata: { ...inOrder(`${on.year}-DJK-017`) },
        }),
      ),
      sent(on.day(-18).at('15:00')),
      admitted(on.day(-17).at('10:00'), '在计划内，一镇半天。'),
    ],
    answers: [{ from: -15, until: -10, share: 1, values: (_facts, { pick }) => ({ f1: pick(['周二', '周三']), f2: true }) }],
  };
};

/** Admitted, then taken back by its drafter: the bureau held the figures itself. */
export const marketStalls: Write = (on) => {
  const { saved, sent, admitted, withdrawn } = story('shichang');
  const due = on.day(-14);
  return {
    key: 'market-stalls',
    organ: 'shichang',
    script: [
      saved(
        on.day(-23).at('10:20'),
        written({
          organ: 'shichang',
          on: on.day(-23),
          number: `青市监发〔${on.year}〕31号`,
          title: '关于了解农村集市熟食摊点的通知',
          kind: 'form',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '天冷了，集市上卖熟食的多起来。经县人民政府同意，请各乡镇告诉我们赶集的日子和摊点多少，我局好安排快检车。',
            `请在${due.short}17:30前填三项，以最近一个集日为准：每月几个集日、熟食摊点大约几个、快检车停在哪里方便。`,
            '摊点数估一估就行，不用登记摊主，不用拍照。检查由我局的人做。',
            '依据《中华人民共和国食品安全法》。',
          ],
          basis: '《中华人民共和国食品安全法》',
          purpose: '排快检车下乡的日子',
          fields: [
            count('f1', '每月集日', '天', '一个月赶几次集', { max: 31 }),
            count('f2', '熟食摊点', '个', '最近一个集日，估数', { max: 300 }),
            words('f3', '快检车停在哪里', '地名'),
          ],
          audience: everyTownship,
          deadline: due.at('17:30'),
          expires: on.day(-9).at('17:30'),
          metadata: inOrder(`${on.year}-FW-041`),
        }),
      ),
      sent(on.day(-23).at('10:50')),
      admitted(on.day(-22).at('09:40'), null, 'jianfu2'),
      withdrawn(on.day(-20).at('16:00'), '小摊点备案系统里有集日和摊位数，不用乡镇再报。已经报的四个乡镇，谢谢，不用再管。'),
    ],
    answers: [
      {
        from: -21,
        until: -21,
        share: 0.25,
        values: (_facts, { int, pick }) => ({ f1: pick([6, 9, 10]), f2: int(8, 45), f3: pick(['老车站空地', '供销社门口', '桥头停车场']) }),
      },
    ],
  };
};

/** At the gate, clean by its words; what stands in its way is what came before it. */
export const censusAgain: Write = (on) => {
  const { saved, sent } = story('tongji');
  const due = on.day(3);
  return {
    key: 'census-again',
    organ: 'tongji',
    script: [
      saved(
        on.day(-1).at('10:10'),
        written({
          organ: 'tongji',
          on: on.day(-1),
          number: `青统函〔${on.year}〕9号`,
          title: '关于开展农业普查回访的函',
          kind: 'visit',
          to: '青石镇各村',
          body: [
            '上次走访还有几户没有见到人。经县人民政府同意，我局再到青石镇走一趟，两个人，自己带车。',
            `请在${due.short}17:30前告诉我们哪天方便。只和农户说话，不看材料，不用陪。`,
          ],
          basis: '《全国农业普查条例》',
          purpose: '补上没有见到的几户',
          fields: [choice('f1', '哪天方便', ['周一', '周二', '周三', '周四', '周五'])],
          audience: villagesOf(on.township('青石镇')),
          deadline: due.at('17:30'),
          expires: on.day(8).at('17:30'),
          metadata: inOrder(`${on.year}-DY-011`),
        }),
      ),
      sent(on.day(-1).at('10:40')),
    ],
    answers: [],
  };
};
