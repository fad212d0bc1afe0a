import type { Level, Reading } from './reading.ts';

/** Endings of organ names, longest first where one ends another. */
const endings = (
  '人民政府办公室 人民政府办公厅 人民政府 政府办公室 政府办公厅 领导小组办公室 委员会办公室 指挥部办公室 联席会议办公室 管理委员会 委员会 办公厅 办公室 领导小组 指挥部 联席会议 ' +
  '工作专班 专班 专项工作机制 工作机制 管委会 居委会 村委会 安委会 党委 党组 党工委 工委 县委 市委 省委 区委 州委 旗委 盟委 镇委 乡委 团委 总工会 工会 妇联 工商联 联合会 联合社 供销社 协会 学会 促进会 ' +
  '研究会 基金会 商会 秘书处 常委会 主席团 人大 政协 法院 检察院 办事处 政府 总局 分局 厅 局 部 委 办 院 会 中心 公司 集团 银行 大队 支队 总队 中队 派出所 司法所 监管所 卫生院 卫生所 所 站 ' +
  '大学 学院 学校 中学 小学 幼儿园 医院 馆 科 处 室 股 司 组 社 队 支部 总支 社区 合作社 园区 开发区 林场 农场 报社 电视台'
).split(' ');

const endingSet = new Set(endings);
const longest = Math.max(...endings.map((ending) => ending.length));

/** Whether a whole string reads as the name of an organ: no punctuation, an organ's ending, no verb before it. */
export function isOrganName(name: string): boolean {
  const bare = name.replaceAll(' ', '');
  if (bare.length < 3 || bare.length > 60) return false;
  if (/召开|举办|举行|组织开展|印发|听取|关于/u.test(bare)) return false;
  // 220千伏…指挥部, 318国道…专班: a work's own figure belongs to the name.
  const worded = bare.replaceAll(/[0-9]+(千伏|国道|省道|县道|号线|高速|标段)/gu, '');
  if ([...worded].some((char) => '，。；：！？、“”《》0123456789@【】'.includes(char))) return false;
  if (/^(各|请|关于|对|由|将|全体|我|本|附|抄送|联系|第|一、|二、)/u.test(bare)) return false;
  return endsLikeOrgan(bare);
}

export function endsLikeOrgan(name: string): boolean {
  const bare = name.endsWith('）') ? name.slice(0, Math.max(0, name.lastIndexOf('（'))) : name;
  for (let length = Math.min(longest, bare.length); length >= 1; length -= 1) {
    if (endingSet.has(bare.slice(-length))) return true;
  }
  return false;
}

/** The organ at the beginning of a title: everything before 关于, or before the verb of a title that has no 关于. */
export function organOfTitle(title: string): string | null {
  const about = title.indexOf('关于');
  if (about > 0) {
    const name = title.slice(0, about).trim();
    return isOrganName(name) ? joinNames(name) : null;
  }
  if (about === 0) return null;
  for (const verb of [
    '转发',
    '批转',
    '印发',
    '紧急',
    '召开',
    '举办',
    '发布',
    '开展',
    '组织',
    '通知',
    '公告',
    '通告',
    '文件',
    '工作提示',
    '会议纪要',
  ]) {
    const place = title.indexOf(verb);
    if (place < 3) continue;
    const name = title.slice(0, place).trim();
    if (isOrganName(name)) return joinNames(name);
  }
  return null;
}

/** Several organs of one document are parted by one space. */
export function joinNames(name: string): string {
  return name.replaceAll('、', ' ').split(' ').filter(Boolean).join(' ');
}

type IssuerLevel = NonNullable<Reading['issuerLevel']>;

const units: Readonly<Record<string, IssuerLevel>> = {
  省: 'province',
  市: 'city',
  州: 'city',
  盟: 'city',
  县: 'county',
  区: 'county',
  旗: 'county',
  镇: 'township',
  乡: 'township',
};

/** Words in which a unit's character names no administrative unit. */
const notUnits = [
  '社区',
  '园区',
  '林区',
  '小区',
  '地区',
  '景区',
  '灾区',
  '自治区',
  '城市',
  '市场',
  '城镇',
  '城乡',
  '乡村',
  '乡镇',
  '市政',
  '校区',
  '山区',
  '库区',
  '区域',
  '省直',
  '市容',
  '市民',
  '军区',
  '片区',
  '开发区',
  '示范区',
];

/** The level of an organ by the lowest administrative unit in its name. */
export function levelOfOrgan(name: string): IssuerLevel | null {
  if (/^(中共中央|国务院|全国|中央|中国|国家)/u.test(name)) return 'central';
  let bare = name;
  if (/[市县]经济(技术)?开发区|经济区|开发区/u.test(name) && !/政府/u.test(name)) return null;
  for (const word of notUnits) bare = bare.replaceAll(word, word === '自治区' || word === '省直' ? '省' : '〇'.repeat(word.length));
  if (bare.includes('街道')) return 'township';
  for (let place = bare.length - 1; place >= 0; place -= 1) {
    const level = units[bare[place] ?? ''];
    if (level !== undefined) return level;
  }
  return /厅$|厅办公室$/u.test(name) ? 'province' : null;
}

const order: readonly Level[] = ['province', 'city', 'county', 'township', 'village', 'organ', 'public'];

export function sortLevels(levels: Iterable<Level>): Level[] {
  const set = new Set(levels);
  return order.filter((level) => set.has(level));
}
