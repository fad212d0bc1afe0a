import { count, everyVillage, inOrder, story, words, written, yesNo, type Setting, type Write } from './plan.ts';

/** Returned as a ledger, back in the queue as three numbers. */
export const toilets: Write = (on) => {
  const { saved, sent, returned } = story('weijian');
  return {
    key: 'toilets',
    organ: 'weijian',
    script: [
      saved(on.day(-4).at('14:00'), toiletsNotice(on, false)),
      sent(on.day(-4).at('14:40'), '上面来检查要看档案，没有档案说不清。', { 'F2.5': '原来没有户厕的档案。' }),
      returned(on.day(-3).at('10:20'), '14列里9列县里有。档案盒的颜色不影响厕所能不能用。请改成只问冻坏了多少、怎么修。'),
      saved(on.day(-1).at('09:10'), toiletsNotice(on, true)),
      sent(on.day(-1).at('09:30')),
    ],
    answers: [],
  };
};

function toiletsNotice(on: Setting, mended: boolean) {
  const due = on.day(mended ? 6 : 2);
  return written({
    organ: 'weijian',
    on: on.day(mended ? -1 : -4),
    number: `青卫发〔${on.year}〕70号`,
    title: mended ? '关于复核户厕底数的通知' : '关于建立农村户厕管理台账的通知',
    kind: 'form',
    to: '各乡镇人民政府、城关街道办事处',
    body: mended
      ? [
          '前几年改的厕，有的冬天冻住不能用。经县人民政府同意，请各村（社区）告诉我们有多少户要修。',
          `请在${due.short}17:30前填三个数，以填报当天为准：不能用的户厕数、其中管子冻住的、其中要重新挖的。`,
          '不用一户一档，不用拍照。修厕的人由我局请，修完由农户自己点头。',
          '依据《农村户厕卫生规范》。',
        ]
      : [
          '为摸清底数、夯实基础，决定在全县建立农村户厕管理台账，现通知如下。',
          '一、各村要明确专人负责，对照附件14项内容逐户登记造册，建立“一户一档”，每户附厕屋内外照片各一张。',
          '二、台账每月25日前更新一次，纸质档案统一使用蓝色档案盒，标签打印粘贴，以备检查。',
          `三、请于${due.short}前将台账电子版和纸质盖章件一并报我局。`,
        ],
    basis: mended ? '《农村户厕卫生规范》' : '厕所革命工作安排',
    purpose: mended ? '排冬天的修厕队' : '摸清户厕底数',
    fields: mended
      ? [
          count('f1', '不能用的户厕', '户', '填报当天用不了的', { max: 2000 }),
          count('f2', '其中管子冻住的', '户', '化冻后能用的', { max: 2000 }),
          count('f3', '其中要重新挖的', '户', '化粪池塌了或装得不对的', { max: 2000 }),
        ]
      : [
          count('unit.householdsRegistered', '总户数', '户', '户籍户数'),
          count('unit.populationRegistered', '户籍人口', '人', '户籍人数'),
          count('unit.populationResident', '常住人口', '人', '常住人数'),
          count('unit.sanitaryToiletHouseholds', '卫生户厕', '户', '使用卫生户厕的户数'),
          count('f1', '三格式', '户', '三格化粪池'),
          count('f2', '双瓮式', '户', '双瓮漏斗'),
          count('f3', '水冲式', '户', '接下水道'),
          count('f4', '旱厕', '户', '没有改的'),
          count('f5', '问题户厕', '户', '不能用的'),
          count('f6', '档案盒数', '个', '装好的档案盒'),
        ],
    audience: everyVillage,
    deadline: due.at('17:30'),
    metadata: mended ? inOrder(`${on.year}-FW-056`) : {},
  });
}

export const partyReports: Write = (on) => {
  const { saved, sent } = story('zuzhi');
  const due = on.day(5);
  return {
    key: 'party-reports',
    organ: 'zuzhi',
    script: [
      saved(
        on.day(-2).at('17:10'),
        written({
          organ: 'zuzhi',
          on: on.day(-2),
          number: `青组通〔${on.year}〕41号`,
          title: '关于报送抓基层党建工作述职材料的通知',
          kind: 'document',
          to: '各乡镇党委、城关街道党工委，各村（社区）党组织',
          body: [
            '根据年度工作安排，现就述职材料报送有关事项通知如下。',
            `一、请各村（社区）党组织书记本人撰写述职报告，不少于3000字，并制作汇报PPT，于${due.short}前报送我部组织股。`,
            '二、报告要突出经验做法，附全年组织生活会议记录、学习笔记照片和媒体报道截图，作为评价的依据。',
            '三、我部将对报告打分排名，结果纳入年度考核。',
          ],
          basis: '年度党建工作要点',
          purpose: '述职评议',
          fields: [words('f1', '述职报告', '附件文件名')],
          audience: everyVillage,
          deadline: due.at('17:30'),
          metadata: { plannedItem: `${on.year}-FW-028` },
        }),
      ),
      sent(on.day(-1).at('08:50'), '述职评议是规定动作，往年都要材料。', {
        'C8.3': '没有记录和照片，看不出做没做。',
        'C8.4': '媒体报道只作参考。',
        'C8.7': '一年一次，不算频繁。',
        'L2.1': '书记自己写自己的，不是代拟。',
      }),
    ],
    answers: [],
  };
};

export const fireVolunteers: Write = (on) => {
  const { saved, sent } = story('yingji');
  const due = on.day(8);
  return {
    key: 'fire-volunteers',
    organ: 'yingji',
    script: [
      saved(
        on.day(-2).at('10:30'),
        written({
          organ: 'yingji',
          on: on.day(-2),
          number: `青应急〔${on.year}〕55号`,
          title: '关于组织注册“青禾消防志愿者”小程序的通知',
          kind: 'app',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '为壮大消防志愿力量，我局联合县消防大队开发了“青禾消防志愿者”小程序，现就推广使用通知如下。',
            `一、${due.short}前，各村注册人数不得少于户籍人口的10%，村干部要全部注册。`,
            '二、志愿者每日登录打卡，在线学习满20分钟计1分，积分按村排名，每月公布。',
            '三、各乡镇每周五报送注册进度。',
          ],
          basis: '消防安全集中除患行动方案',
          purpose: '壮大消防志愿队伍',
          fields: [count('f1', '注册人数', '人', '已经注册小程序的人数', { max: 20_000 })],
          audience: everyVillage,
          deadline: due.at('17:30'),
          metadata: { approvedBy: null },
        }),
      ),
      sent(on.day(-1).at('10:15'), '志愿队人太少，想把大家带动起来。', {
        'P15.1': '打卡是为了让大家养成习惯。',
        'P15.2': '不定比例就没有人注册。',
        W5: '小程序刚做好，备案还在办。',
      }),
    ],
    answers: [],
  };
};

export const reliefPosting: Write = (on) => {
  const { saved, sent } = story('minzheng');
  const due = on.day(12);
  return {
    key: 'relief-posting',
    organ: 'minzheng',
    script: [
      saved(
        on.day(-2).at('15:30'),
        written({
          organ: 'minzheng',
          on: on.day(-2),
          number: `青民发〔${on.year}〕40号`,
          title: '关于张贴临时救助款发放名单的通知',
          kind: 'form',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '本季度的临时救助款打到卡上了。经县人民政府同意，请有救助户的村把我局印好的名单贴在公示栏，让大家看一看发得对不对。',
            `名单${on.day(3).short}前由我局寄到村，贴满7天。请在${due.short}17:30前填一项：有没有人提出不对。有人提的，我局来核，村里不用调查。`,
            '名单上只有姓和金额，没有身份证号和卡号。贴出来就行，不用拍照。',
            '依据《社会救助暂行办法》。',
          ],
          basis: '《社会救助暂行办法》',
          purpose: '让群众看一看救助款发得对不对',
          fields: [
            yesNo('f1', '有人提出不对', '有就打勾，县民政局来核'),
            words('f2', '提的是什么', '一句话，不写提的人是谁', { required: false }),
          ],
          audience: everyVillage,
          deadline: due.at('17:30'),
          metadata: inOrder(`${on.year}-FW-054`),
        }),
      ),
      sent(on.day(-1).at('14:00')),
    ],
    answers: [],
  };
};
