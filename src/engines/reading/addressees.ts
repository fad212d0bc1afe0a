import { endsLikeOrgan, levelOfOrgan, sortLevels } from './organs.ts';
import type { Level, Reading } from './reading.ts';

const LONGEST_LINE = 320;
const LONGEST_ITEM = 48;

/** Greetings and calls that stand between the names and the colon. */
const calls = ['请注意', '注意了', '注意', '辛苦了', '大家好', '你们好', '好', '请查收', '请知悉'];

const memberList = (
  '单位 部门 政府 办事处 同志 干部 书记 主任 校长 园长 院长 所长 站长 网格员 网格长 联络员 信息员 统计员 会计 出纳 文书 群众 市民 居民 村民 代表 经办人 人员 负责人 家长 老师 教师 成员 工作队 队员 队长 ' +
  '村 镇 乡 街 街道 社区 县 区 市 州 局 们 大家 企业 学校 会员 党员 公司 商户 业主 用户 职工 机构 支部 总支 组织 片区 网格 小组 组长 科室 处室 股室 站所 伙伴 朋友 医院 厅 委 办 院 会 中心 所 站 干事 专员 ' +
  '辅导员 班主任 省 自治区 直辖市 全体 所有人 幼儿园'
).split(' ');

const labels = new Set(
  (
    '时间 地点 会议时间 会议地点 附件 联系人 联系电话 电话 邮箱 目标 要求 内容 范围 对象 参会人员 参加人员 出席 列席 主持 记录 责任单位 牵头单位 配合单位 主办 承办 议程 表号 说明 备注 方式 程序 标准 步骤 重点 任务 措施 主题 ' +
    '参会单位 报名方式 报送单位 制定机关 出席人员 主办单位 承办单位 填报单位 发文单位 抄送 主送 附 注 总分 单位 责任人 参与对象 活动对象 参评对象 组织单位 检查对象 抄报 签发人 各镇责任人'
  ).split(' '),
);

export interface AddresseeLine {
  /** Offsets of the names, without calls, in the text searched. */
  readonly start: number;
  readonly end: number;
  /** Where the body goes on: behind the colon. */
  readonly bodyFrom: number;
}

/** Items of an addressee line: brackets stay with their item. */
export function itemsOf(names: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= names.length; at += 1) {
    const char = names[at];
    if (char === '（') depth += 1;
    else if (char === '）') depth -= 1;
    else if (char === undefined || (depth <= 0 && '，、；'.includes(char))) {
      const item = names.slice(from, at).trim();
      if (item !== '') items.push(item);
      from = at + 1;
    }
  }
  return items;
}

function strip(name: string): string {
  const open = name.endsWith('）') ? name.lastIndexOf('（') : -1;
  return open > 0 ? name.slice(0, open) : name;
}

function namesUnit(item: string): boolean {
  const bare = strip(item).replaceAll(' ', '');
  if (bare === '' || bare.length > LONGEST_ITEM || labels.has(bare)) return false;
  if (/[0-9。！？：“《]|如下|通知|事项|为|要求|安排/u.test(bare)) return false;
  if (/^(各|全体|全县|全市|全镇|全区|有关|相关|所属|辖区|驻|@|机关各|局属|县直|市直|区直|镇直|省直|你|村|社区)/u.test(bare)) return true;
  return endsLikeOrgan(bare) || memberList.some((member) => bare.endsWith(member));
}

/** Reads a stretch that ends before a colon as addressee names; null where it is anything else. */
export function addresseesIn(stretch: string): { readonly from: number; readonly to: number } | null {
  let from = 0;
  let to = stretch.length;
  while (stretch[from] === '【') {
    const close = stretch.indexOf('】', from);
    if (close < 0) return null;
    from = close + 1;
  }
  while (stretch[from] === ' ' || stretch[from] === '\n') from += 1;
  for (const call of calls) {
    if (stretch.slice(from, to).endsWith(call)) {
      to -= call.length;
      break;
    }
  }
  const names = stretch.slice(from, to).replaceAll('\n', '');
  if (names === '' || names.length > LONGEST_LINE) return null;
  const items = itemsOf(names);
  if (items.length === 0 || !namesUnit(items[0] ?? '')) return null;
  const good = items.filter(namesUnit).length;
  return good >= items.length * 0.7 ? { from, to } : null;
}

/** Brackets opened out: 各县（市、区） names counties, 市、区 inside name the same level. */
function levelsOfItem(item: string, issuer: Reading['issuerLevel']): Level[] {
  const bare = item.replaceAll(' ', '').replaceAll('@', '');
  if (/^(全体|所有人|大家|全体成员|各位|群成员|@?所有人)$/u.test(bare)) return [];
  // 书记、主任 behind 各村: the same people's other post.
  if (
    /^(党组织)?(书记|主任|支书|会计|文书|镇长|乡长|负责人|网格长|联络员|信息员|副书记|站长|所长|校长|人民政府|政府|党委|支部)$/u.test(bare)
  )
    return [];
  if (
    /市民|群众|爱心人士|居民(?!委)|公民|社会公众|全体业主|旅客|游客|用户|考生|^(各位|广大|尊敬的|亲爱的)?(村民|乡亲|业主|朋友|顾客|考生|用户|纳税人|旅客)|^(全体|各位|广大)?(学生)?家长/u.test(
      bare,
    )
  )
    return ['public'];
  if (
    /省直管|县（市|县(市、区)|各?县（|区县|县区|各县|各区|旗县|县级|（市、区）|（县、市、区）|有关县|各旗|市（县）|市辖区|区（县/u.test(
      bare,
    ) &&
    !/县直|县级(各|机关|有关|相关|部门|以上)|县区直/u.test(bare)
  )
    return ['county'];
  if (
    /(^|各|中)(村|社区|行政村|居委|居民委|村民委|嘎查)|网格[员长]|驻村|村（|村干部|村支|村两委|村级|村委|村党|村会计|第一书记|村书记|包村|小组长|楼栋长|楼长|护林员|巡河员|村“两委”|^村$|乡村医生/u.test(
      bare,
    ) &&
    !/乡村振兴|村镇银行|农村/u.test(bare)
  )
    return ['village'];
  if (/支部书记|村\(居\)|居（村|村居|社区工作者/u.test(bare)) return ['village'];
  // 各乡镇卫生院, 各乡镇财政所: institutions that the sender runs.
  if (/(卫生院|医院|中心校|学校|[^办事]所|站)$/u.test(bare) && /乡镇|镇街|街道/u.test(bare)) return ['organ'];
  if (
    /乡镇|镇乡|乡（镇|镇（|街道|各镇|各乡|镇街|办事处|各街|（街道）|各片区|苏木/u.test(bare) &&
    !/^(镇|乡|街道)(直|属|机关)|街道(各|机关)|镇(直|机关)/u.test(bare)
  )
    return ['township'];
  if (/^各?省|自治区|直辖市/u.test(bare) && !/省直|省级|省属|省(水|农|教)/u.test(bare)) return ['province'];
  if (/各市|各州|设区市|地级|^市$|^州$|^盟$|市（州|市州|各地市|各盟|市、州/u.test(bare) && !/市直|各市直|市级/u.test(bare)) return ['city'];
  return levelsOfNamed(bare, issuer);
}

/** A named organ counts by its level only where the sender stands above it; otherwise it is an organ beside the sender. */
function levelsOfNamed(bare: string, issuer: Reading['issuerLevel']): Level[] {
  const own = /^(镇|乡|县|市|区|省|州|街道)(直|属|级|委|政府|人民政府|机关)/u.test(bare) ? null : levelOfOrgan(bare);
  const rank = { central: 0, province: 1, city: 2, county: 3, township: 4 } as const;
  if (own === 'township' && /(镇|乡)$|(镇|乡)(人民)?政府$|(镇|乡)党委$|街道|办事处/u.test(bare)) return ['township'];
  if (own === null || own === 'central' || issuer === null) return ['organ'];
  return rank[own] > rank[issuer] ? [own] : ['organ'];
}

export function levelsOf(names: string, issuer: Reading['issuerLevel']): Level[] {
  const levels: Level[] = [];
  for (const item of itemsOf(names.replaceAll('\n', ''))) {
    levels.push(...levelsOfItem(item, issuer));
    // 市、州 written as items of one list share the last item's noun.
    if (/[^（]和各|及各|及有关|以及/u.test(item)) {
      for (const part of item.split(/以及|及|和/u).filter((piece) => piece.length > 1)) levels.push(...levelsOfItem(part, issuer));
    }
  }
  return sortLevels(levels);
}
