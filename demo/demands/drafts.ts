import { amount, count, everyTownship, everyVillage, inOrder, story, written, type Setting, type Write } from './plan.ts';

/** Left as a draft: the first one that a visitor mends. */
export const villageCleaning: Write = (on) => {
  const { saved } = story('nongye', 'nongye');
  return {
    key: 'village-cleaning',
    organ: 'nongye',
    script: [saved(on.day(-1).at('16:40'), villageCleaningNotice(on))],
    answers: [],
  };
};

function villageCleaningNotice(on: Setting) {
  const due = on.day(9);
  const held = [
    count('unit.householdsRegistered', '户数', '户', '户籍户数'),
    count('unit.populationRegistered', '户籍人口', '人', '户口登记在本村的人数'),
    count('unit.populationResident', '常住人口', '人', '实际居住半年以上的人数'),
    count('unit.dibaoHouseholds', '低保户数', '户', '正在享受低保的户数'),
    count('unit.sanitaryToiletHouseholds', '卫生户厕数', '户', '使用卫生户厕的户数'),
  ];
  return written({
    organ: 'nongye',
    on: on.day(-1),
    number: `青农发〔${on.year}〕46号`,
    title: '关于开展冬季村庄清洁“百日攻坚”行动的通知',
    kind: 'campaign',
    to: '各乡镇人民政府、城关街道办事处',
    body: [
      '农村人居环境整治是实施乡村振兴战略的重要内容，是广大农民群众的殷切期盼。近年来，我县深入学习借鉴先进经验，扎实推进整治提升，村容村貌焕然一新，群众获得感、幸福感不断增强。为进一步巩固成果，掀起冬季整治新热潮，现就有关事项通知如下。',
      '一、行动时间',
      `即日起至${due.short}，各村须完成问题户厕整改，并完成公共厕所改造的招标采购和施工。`,
      '二、重点任务',
      '（一）清垃圾、清沟塘、清残垣断壁，由各村结合实际安排，不搞统一刷白，不搞统一门牌。',
      '（二）各村建立人居环境整治台账，做到一户一档。',
      '（三）各村每日17:00前报送进展情况，无进展的实行零报告，并上传带水印的整治前后对比照片。',
      '三、工作要求',
      '（一）各乡镇要成立由主要负责同志任组长的领导小组，主要负责同志亲自抓。',
      '（二）我局每周通报各乡镇排名，连续两周排在末位的作书面说明。',
      `（三）请于${due.short}前填报附件《农村人居环境基本情况表》，纸质盖章件和电子件一并报我局社会事业股。`,
    ],
    basis: '市农业农村局村庄清洁行动安排',
    purpose: '过年前把村子收拾干净，摸清公厕改造要多少钱',
    fields: [
      ...held,
      count('f1', '问题户厕数', '户', '不能用、漏水或有臭味的'),
      count('f2', '公厕数', '座', '现有的公共厕所'),
      count('f3', '需改造公厕数', '座', '旱厕和破损的'),
      count('f4', '保洁员人数', '人', '公益岗和村聘的都算'),
      count('f5', '垃圾收集点数', '处', '固定的投放点'),
      count('f6', '黑臭沟塘处数', '处', '有臭味或水发黑的'),
      count('f7', '残垣断壁处数', '处', '没人住、已经倒塌的'),
      amount('f8', '还缺多少钱', '元', '改造公厕、清沟塘还差的钱', { max: 10_000_000 }),
    ],
    audience: everyVillage,
    deadline: due.at('17:30'),
  });
}

/** A second draft of the same desk, nothing wrong with it. */
export const springFertilizer: Write = (on) => {
  const { saved } = story('nongye', 'nongye');
  const due = on.day(15);
  return {
    key: 'spring-fertilizer',
    organ: 'nongye',
    script: [
      saved(
        on.day(-2).at('11:10'),
        written({
          organ: 'nongye',
          on: on.day(-2),
          number: null,
          title: '关于了解明年春耕备肥需求的函',
          kind: 'form',
          to: '各村（社区）',
          body: [
            '县供销社想提前把明年春耕的化肥运到乡镇，商请各村帮忙估一估要多少。',
            `请在${due.short}17:30前填两个数：春耕前打算买的复合肥、打算买的尿素，按袋估（一袋50公斤）。估不准没有关系，买不买、到哪里买都由农户自己定。`,
            '依据《青禾县春耕保供工作安排》。',
          ],
          basis: `《青禾县春耕保供工作安排》（青政办函〔${on.year}〕31号）`,
          purpose: '提前把化肥运到乡镇，春耕时不排队',
          fields: [
            count('f1', '打算买的复合肥', '袋', '春耕前，一袋50公斤，估数'),
            count('f2', '打算买的尿素', '袋', '春耕前，一袋50公斤，估数'),
          ],
          audience: everyVillage,
          deadline: due.at('17:30'),
          metadata: inOrder(`${on.year}-FW-055`),
        }),
      ),
    ],
    answers: [],
  };
};

/** Left as a draft at the water bureau. */
export const pipeRepairs: Write = (on) => {
  const { saved } = story('shuili');
  const due = on.day(14);
  return {
    key: 'pipe-repairs',
    organ: 'shuili',
    script: [
      saved(
        on.day(-1).at('17:00'),
        written({
          organ: 'shuili',
          on: on.day(-1),
          number: null,
          title: '关于预留抢修管材的函',
          kind: 'form',
          to: '各乡镇水管站',
          body: [
            '冬天爆管多，想在乡镇放一点管材。商请各站估一估要多少。',
            `请在${due.short}17:30前填两项：PE管多少米、接头多少个。估数就行。`,
          ],
          basis: '县农村供水保障规划',
          purpose: '爆管当天能修上',
          fields: [amount('f1', 'PE管', '米', '常用口径合计，估数'), count('f2', '接头', '个', '估数')],
          audience: everyTownship,
          deadline: due.at('17:30'),
        }),
      ),
    ],
    answers: [],
  };
};
