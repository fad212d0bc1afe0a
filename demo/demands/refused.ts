import { count, everyTownship, everyVillage, story, villagesOf, words, written, type Write } from './plan.ts';

/** What did not go down: refused, returned for good, or taken back by the drafter. */
export const fraudApp: Write = (on) => {
  const { saved, sent, refused } = story('gongan');
  const due = on.day(7);
  return {
    key: 'fraud-app',
    organ: 'gongan',
    script: [
      saved(
        on.day(-3).at('14:20'),
        written({
          organ: 'gongan',
          on: on.day(-3),
          number: `青公发〔${on.year}〕47号`,
          title: '关于提升反诈小程序安装率的通知',
          kind: 'app',
          to: '各乡镇人民政府、城关街道办事处，各村（社区）',
          body: [
            '我县反诈小程序安装率在全市排名靠后，为迅速扭转被动局面，现通知如下。',
            `一、${due.short}前，各村安装率须达到常住人口的95%，村干部及其亲属100%安装。`,
            '二、各村组织人员逐户上门指导群众下载注册，截图发工作群。',
            '三、安装情况每日在群内通报，末三位的乡镇作表态发言，安装率纳入平安建设考核。',
          ],
          basis: '反诈宣传工作安排',
          purpose: '提高安装率',
          fields: [count('f1', '安装人数', '人', '已经安装的人数', { max: 20_000 })],
          audience: everyVillage,
          deadline: due.at('17:30'),
        }),
      ),
      sent(on.day(-3).at('15:00'), '市里每周看安装率。', {
        'W6.3': '市里每周看安装率，不定指标上不去。',
        'P15.2': '装了就能少受骗，是为群众好。',
      }),
      refused(
        on.day(-2).at('09:15'),
        '安装率、排名、表态发言都不能往下压。受骗的老人多半不用智能手机，装不装也解决不了。想防诈骗，可以把最近的骗法写成一页纸，由村广播念，这样的可以再送。',
      ),
    ],
    answers: [],
  };
};

export const riverCheckIn: Write = (on) => {
  const { saved, sent, refused } = story('shuili');
  const due = on.day(-10);
  return {
    key: 'river-check-in',
    organ: 'shuili',
    script: [
      saved(
        on.day(-17).at('09:40'),
        written({
          organ: 'shuili',
          on: on.day(-17),
          number: `青水发〔${on.year}〕26号`,
          title: '关于规范村级河长巡河打卡的通知',
          kind: 'app',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '为进一步压实村级河长责任，现就巡河打卡有关事项通知如下。',
            '一、村级河长每日使用巡河系统打卡签到，开启定位，单次巡河轨迹不少于2公里、时长不少于30分钟。',
            '二、每次巡河上传照片不少于5张，无问题的也要上传。',
            '三、系统自动积分，按月公布红黑榜，积分不足的扣减村级河长补贴。',
          ],
          basis: '河湖长制工作考核细则',
          purpose: '规范巡河',
          fields: [count('f1', '本月打卡次数', '次', '系统里的次数', { max: 31 })],
          audience: everyVillage,
          deadline: due.at('17:30'),
        }),
      ),
      sent(on.day(-17).at('10:10'), '没有轨迹，不知道巡没巡。', { 'P15.1': '没有轨迹，不知道巡没巡。', 'W6.4': '照片是发现问题的依据。' }),
      refused(
        on.day(-16).at('10:30'),
        '有的村只有一口塘，走不出2公里，只好绕圈。河好不好，看水，看断面数据。打卡、轨迹、红黑榜都不准入。',
        'jianfu2',
      ),
    ],
    answers: [],
  };
};

export const safetyRanking: Write = (on) => {
  const { saved, sent, refused } = story('yingji');
  return {
    key: 'safety-ranking',
    organ: 'yingji',
    script: [
      saved(
        on.day(-12).at('16:10'),
        written({
          organ: 'yingji',
          on: on.day(-12),
          number: `青应急〔${on.year}〕51号`,
          title: '关于实行安全生产工作周调度周排名的通知',
          kind: 'form',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '岁末年初是事故易发期，为传导压力，决定实行周调度、周排名。',
            '一、各乡镇每周四12:00前报送检查企业数、发现隐患数、整改数、会议次数、主要负责同志带队次数。',
            '二、我局每周五印发通报，按得分排出前三名和后三名，报县委、县政府主要负责同志。',
            '三、连续两次列后三名的，约谈乡镇主要负责同志；全年累计三次的，年度考核一票否决。',
          ],
          basis: '安全生产工作会议精神',
          purpose: '传导压力',
          fields: [
            count('f1', '检查企业数', '家', '本周检查的'),
            count('f2', '发现隐患数', '条', '本周发现的'),
            count('f3', '会议次数', '次', '本周开会'),
            count('f4', '带队次数', '次', '主要负责同志带队'),
          ],
          audience: everyTownship,
          deadline: on.day(-8).at('12:00'),
        }),
      ),
      sent(on.day(-12).at('16:40'), '岁末年初，不压不行。', {
        'C8.7': '排名能传导压力。',
        'C8.8': '一票否决只用在三次以上。',
        'C8.3': '开没开会也是态度。',
      }),
      refused(
        on.day(-11).at('09:40'),
        '每周排名、约谈、一票否决都不能。检查次数和开会次数多少，不等于安全。哪个乡镇有隐患改不动，请应急局直接去帮。',
      ),
    ],
    answers: [],
  };
};

export const urgentMaterials: Write = (on) => {
  const { saved, sent, returned, withdrawn } = story('minzheng');
  const due = on.day(-12);
  return {
    key: 'urgent-materials',
    organ: 'minzheng',
    script: [
      saved(
        on.day(-13).at('15:20'),
        written({
          organ: 'minzheng',
          on: on.day(-13),
          number: null,
          title: '关于紧急报送养老服务工作情况的通知',
          kind: 'document',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '接上级电话通知，请各乡镇立即报送今年以来养老服务工作情况。',
            `一、请于${due.short}上午9:00前报送工作总结（2000字左右）、典型案例2篇、亮点照片10张。`,
            '二、附全部佐证材料，包括但不限于会议记录、活动方案、签到表、媒体报道。',
            '三、材料需主要负责同志签字并加盖公章，扫描件和纸质件同时报送。',
          ],
          basis: '上级电话通知',
          purpose: '汇总上报',
          fields: [words('f1', '工作总结', '附件文件名')],
          audience: everyTownship,
          deadline: due.at('09:00'),
        }),
      ),
      sent(on.day(-13).at('15:40'), '市局明天上午就要，来不及了。', { 'N1.2': '市局明天上午就要。', 'C8.2': '市局要的，县里没有。' }),
      returned(
        on.day(-13).at('16:30'),
        '下午三点半发，明早九点要，乡镇只能通宵编。养老服务的床位、人数、补贴，局里都有，请自己写；缺哪个数，写明了再来要。市局电话要的，请市局补一份文。',
      ),
      withdrawn(on.day(-12).at('08:40'), '和市局说过了，市局同意用我局已有的数，材料由我局写。不再向乡镇要。'),
    ],
    answers: [],
  };
};

export const courtyards: Write = (on) => {
  const { saved, sent, refused } = story('fulian');
  const due = on.day(-10);
  return {
    key: 'courtyards',
    organ: 'fulian',
    script: [
      saved(
        on.day(-22).at('10:00'),
        written({
          organ: 'fulian',
          on: on.day(-22),
          number: `青妇字〔${on.year}〕21号`,
          title: '关于开展“最美庭院”星级评选活动的通知',
          kind: 'creation',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '为引导广大家庭建设美丽家园，决定在全县开展“最美庭院”星级评选。',
            `一、各村推荐不少于10户，按一至五星评定，${due.short}前报送申报表、事迹材料（800字）和视频短片。`,
            '二、评上的统一挂牌，制作标识牌的费用由村集体承担。',
            '三、县里组织网络投票，请各村发动群众转发朋友圈、每天投票，票数占总分的40%。',
            '四、挂牌户数达不到农户数5%的村，不得评为先进。',
          ],
          basis: '家庭工作要点',
          purpose: '建设美丽家园',
          fields: [count('f1', '推荐户数', '户', '推荐的户数', { min: 10, max: 500 })],
          audience: everyVillage,
          deadline: due.at('17:30'),
        }),
      ),
      sent(on.day(-22).at('10:40'), '群众喜闻乐见，参与热情高。', {
        'X19.1': '这是引导，不是创建。',
        'X19.3': '评星级是为了树典型。',
        'T1.3': '牌子不贵。',
      }),
      refused(
        on.day(-21).at('09:30'),
        '县级群团不能自己搞创建评选、挂牌授星，清单里没有这一项。投票转发、村里出钱做牌子也不能。爱干净的人家不用挂牌也干净。',
      ),
    ],
    answers: [],
  };
};

export const borrowing: Write = (on) => {
  const { saved, sent, refused } = story('ziran');
  const due = on.day(-14);
  return {
    key: 'borrowing',
    organ: 'ziran',
    script: [
      saved(
        on.day(-20).at('11:10'),
        written({
          organ: 'ziran',
          on: on.day(-20),
          number: `青自然资发〔${on.year}〕32号`,
          title: '关于抽调人员到国土变更调查专班跟班学习的通知',
          kind: 'secondment',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '年度国土变更调查任务重、时间紧，现从乡镇抽调人员充实专班力量。',
            `一、每个乡镇选派1名熟悉电脑的年轻干部，${due.short}前到我局报到，跟班学习，时间暂定一年。`,
            '二、跟班期间与原单位工作脱钩，工资由原单位发放。',
            '三、各乡镇要高度重视，主要负责同志亲自把关，不得推诿。',
          ],
          basis: '国土变更调查工作部署',
          purpose: '充实专班力量',
          fields: [words('f1', '选派人员', '姓名')],
          audience: everyTownship,
          deadline: due.at('17:30'),
        }),
      ),
      sent(on.day(-20).at('11:30'), '局里人手不够，跟班也能学本事。', {
        'S10.1': '局里人手不够。',
        'S10.4': '跟班学习对年轻人有好处。',
        'S10.3': '调查要一年。',
      }),
      refused(
        on.day(-19).at('09:10'),
        '从乡镇抽人，叫跟班学习也是借调，不能。云门乡总共十一个人。调查可以请有资质的单位做，钱在你局预算里。',
        'jianfu2',
      ),
    ],
    answers: [],
  };
};

export const statisticsAcceptance: Write = (on) => {
  const { saved, sent, returned, withdrawn } = story('tongji');
  const due = on.day(5);
  return {
    key: 'statistics-acceptance',
    organ: 'tongji',
    script: [
      saved(
        on.day(-6).at('15:00'),
        written({
          organ: 'tongji',
          on: on.day(-6),
          number: `青统字〔${on.year}〕15号`,
          title: '关于开展村级统计工作站规范化达标验收的通知',
          kind: 'check',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '为夯实统计基层基础，决定开展村级统计工作站规范化达标验收。',
            '一、各村须挂“统计工作站”牌子，统计制度上墙，明确一名统计员专人专岗。',
            '二、验收按1000分打分，查阅2022年以来的统计台账、会议记录和学习笔记，900分以上为达标。',
            `三、各村先行自评，${due.short}前报送自评报告。`,
          ],
          basis: '统计基层基础建设要求',
          purpose: '规范村级统计',
          fields: [count('f1', '自评得分', '分', '对照1000分', { max: 1000 })],
          audience: villagesOf(on.township('桥头镇'), on.township('清水镇')),
          deadline: due.at('17:30'),
        }),
      ),
      sent(on.day(-6).at('15:30'), '基础不牢，数就不实。', {
        'C7.2': '属于业务指导，不是检查。',
        'V1.3': '牌子统一做。',
        'C8.5': '分细一点好比较。',
      }),
      returned(
        on.day(-5).at('10:00'),
        '挂牌、上墙、专人、千分制、翻2022年的本子，五样都不能。年度计划里也没有这次验收。只想知道村里报数难在哪里，可以去两个村坐一坐。',
      ),
      withdrawn(on.day(-4).at('09:00'), '撤回。先去水磨村和廊桥村听一听。'),
    ],
    answers: [],
  };
};

export const relayedPlan: Write = (on) => {
  const { saved, sent, returned } = story('nongye');
  const due = on.day(-2);
  return {
    key: 'relayed-plan',
    organ: 'nongye',
    script: [
      saved(
        on.day(-9).at('10:20'),
        written({
          organ: 'nongye',
          on: on.day(-9),
          number: `青农发〔${on.year}〕44号`,
          title: '关于转发市农业农村局《冬季农业生产工作方案》的通知',
          kind: 'relay',
          to: '各乡镇人民政府、城关街道办事处',
          body: [
            '现将市农业农村局《冬季农业生产工作方案》转发给你们，请认真贯彻执行。',
            '一、各乡镇、各村要结合实际制定本级实施方案，细化分解到组到户，层层传达到每一名干部群众。',
            '二、各乡镇成立由主要负责同志任组长的工作专班。',
            `三、请于${due.short}前将实施方案和贯彻落实情况书面报送我局，此后每周报送进展。`,
          ],
          basis: '市农业农村局《冬季农业生产工作方案》',
          purpose: '落实市局部署',
          fields: [words('f1', '实施方案', '附件文件名')],
          audience: everyTownship,
          deadline: due.at('17:30'),
        }),
      ),
      sent(on.day(-9).at('10:40'), '市局要求层层落实。', { 'D3.2': '市局要看县里落实得怎么样。', 'Q17.3': '市局方案里有专班。' }),
      returned(
        on.day(-8).at('16:10'),
        '方案市里写过一遍，县里、乡里、村里再各写一遍，地里不会多长一棵菜。请只写青禾和市里不一样的两三条，不要方案，不要专班，不要周报。',
      ),
    ],
    answers: [],
  };
};
