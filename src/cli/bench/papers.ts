/**
 * Made-up notices as an office sees them: the same head and tail, paragraphs that everybody copies, and a few lines of their own. The same
 * seed gives the same papers.
 */
export interface Papers {
  readonly next: () => string;
  /** A copy in which so many of a hundred characters are changed, left out or put in. */
  readonly edited: (text: string, percent: number) => string;
}

const places = '柳溪 云杉 白马 石桥 青岩 双河 麻柳 长岭 桐林 芦荡 龙门 清源 甘泉 铁山 东乡 凤凰 均川 竹溪 宁远 沅江'.split(' ');
const organs = '农业农村局 民政局 水利局 卫生健康局 教育局 应急管理局 林业局 交通运输局 司法局 城市管理局 文化和旅游局 生态环境分局'.split(
  ' ',
);
const channels = ['通知', '函', '工作提示', '提醒', '紧急通知'];
const actions =
  '核对 清理 登记 更换 检修 补种 疏通 加固 发放 张贴 整修 验收 盘点 清点 复核 取样 消毒 接种 修剪 覆盖 拆换 停用 启用 移交'.split(' ');
const things =
  '水窖 渠道 涵管 井盖 路灯 护栏 标牌 棚圈 苗木 种薯 农膜 药箱 灭火器 水带 沙袋 泵站 闸门 蓄水池 电表 变压器 烟道 燃气阀 监控杆 公厕 垃圾桶 晒场 粮囤 冷库 温室 滴灌带 诱虫灯 围栏 鱼塘 桥墩 便道 挡墙 檐沟 门锁 课桌 饮水机 轮椅 助行器 药柜 血压计 档案柜 宣传栏'.split(
    ' ',
  );
const traits = '破损 锈蚀 渗漏 松动 缺失 过期 堵塞 倾斜 老化 错位 积水 断裂 受潮 褪色 超载 闲置'.split(' ');

/** Paragraphs that stand word for word in hundreds of notices. */
const shared = [
  '一、提高认识，加强领导。各乡镇各单位要切实提高政治站位，充分认识做好这项工作的重要意义，主要负责同志亲自抓、分管负责同志具体抓，层层压实责任，确保各项任务落到实处。',
  '二、明确责任，密切配合。各有关部门要按照职责分工，各司其职、各负其责，加强沟通协调，形成工作合力，共同推动各项工作有序开展，遇有重大问题及时向县政府报告。',
  '三、加强宣传，营造氛围。要充分利用广播、微信群、宣传栏等方式，广泛宣传有关政策和要求，提高群众知晓率和参与度，为工作顺利开展营造良好的社会氛围。',
  '四、强化督导，严肃纪律。县里将适时对工作开展情况进行督促检查，对工作推进有力、成效明显的予以肯定，对敷衍塞责、推诿扯皮、造成不良影响的依规依纪处理。',
  '五、及时总结，按时报送。各单位要认真总结工作中的好做法，查找存在的问题和不足，提出改进措施，建立健全长效机制，巩固工作成果，防止问题反弹。',
  '为深入贯彻落实上级有关部署要求，结合我县实际，经研究，现就有关事项通知如下，请认真遵照执行。执行中遇到的新情况新问题，请及时反馈。',
  '各单位要坚持问题导向，聚焦薄弱环节，逐项对照检查，列出清单，明确时限，能够立即整改的立即整改，一时难以整改的要制定计划、限期完成。',
  '要坚持依法依规，严格按照程序办理，注意工作方式方法，耐心细致做好群众工作，防止简单粗暴，切实维护好群众的合法权益和社会和谐稳定。',
  '要统筹安排人员力量，把这项工作同日常工作结合起来，不另起炉灶，不增加基层负担，需要县级层面协调解决的事项由县局汇总后统一研究。',
  '要严格落实安全生产各项措施，作业前进行安全交底，配备必要的防护用品，恶劣天气停止室外作业，发生意外情况按规定及时处置和报告。',
];

export function papersOf(seed: number): Papers {
  const random = generator(seed);
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const some = (most: number): number => 1 + Math.floor(random() * most);
  const sentence = (): string =>
    `${one(places)}${one(['村', '片区', '站', '组', '社区'])}${one(actions)}${one(things)}${some(400)}处，其中${one(traits)}的${one(things)}${some(90)}处由${one(places)}${one(['服务站', '合作社', '养护队', '管护员', '供货方'])}${one(actions)}，${some(12)}月${some(28)}日前${one(actions)}完。`;
  const boilerplate = (count: number): string[] => Array.from({ length: count }, () => one(shared));
  const next = (): string => {
    const organ = `${one(places)}县${one(organs)}`;
    const own = Array.from({ length: 3 + some(4) }, sentence);
    return [
      `${organ}关于${one(actions)}${one(things)}的${one(channels)}`,
      '各乡镇人民政府，县直有关单位：',
      ...boilerplate(3),
      ...own,
      ...boilerplate(2),
      `联系人：${one(['小许', '小周', '老陈'])}`,
      organ,
      `2026年${some(12)}月${some(28)}日`,
    ].join('\n');
  };
  const edited = (text: string, percent: number): string =>
    [...text]
      .map((char) => {
        if (random() * 100 >= percent || char === '\n') return char;
        const turn = random();
        return turn < 0.4 ? one([...one(things)]) : turn < 0.7 ? '' : `${char}${one([...one(actions)])}`;
      })
      .join('');
  return { next, edited };
}

/** mulberry32: the same stream on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
