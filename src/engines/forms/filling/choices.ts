/** A held value among the choices that a form offers: code lists of one thing differ from department to department. */
import { elementOf } from '../elements.ts';

/** Words of one meaning, by element. The first is how the dictionary says it. */
const same: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'person.education': [
    ['学龄前', '学龄前儿童', '未入学'],
    ['文盲或半文盲', '文盲/半文盲', '文盲半文盲', '文盲、半文盲', '文盲', '文盲及半文盲'],
    ['小学', '小学文化', '小学学历'],
    ['初中', '初中文化'],
    ['高中（中专）', '高中/中专', '高中、中专', '高中或中专', '高中中专', '高中及中专', '中专/高中', '高中(含中专)', '高中/中专/技校', '高中及同等学历'],
    ['大专', '专科', '大学专科', '大专学历'],
    ['本科及以上', '大学本科及以上', '本科以上', '大学及以上'],
  ],
  'person.politicalStatus': [
    ['中共党员', '党员', '中共党员（含预备）'],
    ['中共预备党员', '预备党员', '中共党员（含预备）'],
    ['共青团员', '团员'],
    ['群众', '普通群众', '一般群众'],
  ],
  'person.maritalStatus': [['未婚'], ['已婚', '有配偶'], ['离异', '离婚'], ['丧偶']],
  'person.laborCapacity': [
    ['普通劳动力', '有劳动能力', '正常劳动力'],
    ['弱劳动力或半劳动力', '弱劳动力', '半劳动力', '弱/半劳动力', '部分丧失劳动能力', '弱劳动力半劳动力'],
    ['丧失劳动力', '丧失劳动能力', '完全丧失劳动能力'],
    ['无劳动力', '无劳动能力'],
  ],
  'person.healthStatus': [['健康', '良好', '健康或良好'], ['一般', '一般或较弱'], ['慢性病', '长期慢性病', '患慢性病'], ['大病', '患有大病', '重病', '患大病']],
  'person.selfCare': [
    ['完全自理', '全自理', '能自理', '生活自理', '具备生活自理能力', '自理'],
    ['半失能', '半自理', '部分自理', '部分丧失生活自理能力', '半护理'],
    ['完全失能', '全失能', '失能', '不能自理', '完全丧失生活自理能力', '全护理'],
  ],
  'person.supportMode': [['集中供养', '集中'], ['分散供养', '分散']],
  'person.registrationType': [
    ['农业家庭户', '农业户口', '农业', '农业户'],
    ['非农业家庭户', '非农业户口', '非农业', '非农业户', '非农'],
    ['居民家庭户', '居民户口', '居民户'],
  ],
  'person.medicalInsurance': [
    ['城乡居民', '城乡居民医保', '城乡居民基本医疗保险', '居民医保', '城乡居民医疗保险'],
    ['职工', '职工医保', '城镇职工', '职工基本医疗保险', '城镇职工基本医疗保险'],
    ['未参保', '未参加', '无'],
  ],
  'person.disabilityKind': [
    ['视力', '视力残疾'], ['听力', '听力残疾'], ['言语', '言语残疾'], ['肢体', '肢体残疾'], ['智力', '智力残疾'], ['精神', '精神残疾'], ['多重', '多重残疾'],
  ],
  'person.disabilityGrade': [['一级', '1级', '壹级', '一'], ['二级', '2级', '贰级', '二'], ['三级', '3级', '叁级', '三'], ['四级', '4级', '肆级', '四']],
  'person.schoolStage': [
    ['学前', '幼儿园', '学前教育'], ['小学', '小学阶段'], ['初中', '初中阶段'], ['高中', '普通高中', '普高'], ['中职', '中等职业', '中专', '职高', '中职学校'], ['大学', '高等教育', '大专及以上', '高校'],
  ],
  'person.sex': [['男', '男性'], ['女', '女性']],
  'house.safetyGrade': [['A级', 'A'], ['B级', 'B'], ['C级', 'C'], ['D级', 'D']],
  'house.structure': [['砖混', '砖混结构'], ['砖木', '砖木结构'], ['土木', '土木结构'], ['框架', '框架结构', '钢混', '钢筋混凝土'], ['石木', '石木结构']],
  'household.waterSource': [['自来水', '集中供水'], ['井水', '水井'], ['山泉水', '泉水'], ['水窖', '窖水'], ['其他']],
  'household.toiletType': [['三格式', '三格化粪池式', '三格化粪池'], ['双瓮式', '双瓮漏斗式'], ['沼气池式', '三联沼气池式', '三联通沼气池式'], ['水冲式', '完整下水道水冲式', '水冲'], ['旱厕'], ['无厕所', '无']],
  'hazard.grade': [['一般隐患', '一般'], ['重大隐患', '重大']],
  'hazard.status': [['未整改', '未完成'], ['整改中', '正在整改'], ['已整改', '已完成', '整改完成', '已完成整改']],
  'child.leftBehindType': [['父母双方外出', '双方外出', '父母均外出'], ['一方外出另一方无监护能力', '一方外出']],
}; // prettier-ignore

const yes: readonly (readonly string[])[] = [
  ['是', '有', '√', 'Y', 'YES'],
  ['否', '无', '×', 'N', 'NO'],
];

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s/、，,;；。.:：()（）《》“”"'\-—_]|或者?|及/gu, '')
    .toUpperCase();
}

/** A choice may carry its code before or behind it: "1.男", "初中（4）", "01-汉族". */
function bare(choice: string): { readonly word: string; readonly code: string | null } {
  const text = choice.normalize('NFKC').trim();
  const match = /^(?:[([]?(\d{1,2}|[A-Z])[)\].、:：-]*\s*)?(.*?)\s*(?:[([](\d{1,2})[)\]])?$/u.exec(text);
  const word = match?.[2] ?? text;
  return word === '' ? { word: text, code: null } : { word, code: match?.[1] ?? match?.[3] ?? null };
}

/** The choice that says the held value, as the form writes it; null where none or more than one does. */
export function choose(key: string, value: string, choices: readonly string[]): string | null {
  const exact = choices.filter((choice) => choice.trim() === value.trim());
  if (exact.length > 0) return exact[0] ?? null;
  const words = choices.map((choice) => ({ choice, ...bare(choice) }));
  const groups =
    elementOf(key)?.type === 'boolean' ? yes : key === 'person.ethnicity' ? [[value, value.replace(/族$/u, '')]] : (same[key] ?? []);
  const meanings = [[value], ...groups.filter((group) => group.some((word) => folded(word) === folded(value)))];
  for (const meaning of meanings) {
    const found = words.filter(({ word }) => meaning.some((one) => folded(one) === folded(word)));
    if (found.length === 1) return found[0]?.choice ?? null;
    if (found.length > 1) return null;
  }
  return byCode(key, value, choices);
}

/** Choices that are nothing but the codes of the dictionary: 1, 2, 3 for all of its words. */
function byCode(key: string, value: string, choices: readonly string[]): string | null {
  const list = elementOf(key)?.codeList ?? [];
  const code = list.find((entry) => entry.zh === value)?.code;
  if (code === undefined || list.length !== choices.length) return null;
  const plain = choices.map((choice) => choice.trim().replace(/^0(?=\d)/u, ''));
  return list.every((entry) => plain.includes(entry.code)) ? (choices[plain.indexOf(code)] ?? null) : null;
}

export interface Box {
  /** UTF-16 offset of the box in the text. */
  readonly at: number;
  readonly length: number;
  readonly word: string;
}

const BOX = /[□☐▢◻⬜○〇◯]|[(（][\s\u3000]{1,6}[)）]/gu;

/** The option boxes of a cell and the word that belongs to each: behind it, or before it where the text begins with a word. */
export function boxesIn(text: string): readonly Box[] {
  const boxes = [...text.matchAll(BOX)];
  const [first] = boxes;
  if (first === undefined) return [];
  const behind = text.slice(0, first.index).replaceAll(/[\s\u3000:：]/gu, '') === '' || /[:：]\s*$/u.test(text.slice(0, first.index));
  return boxes.map((match, nth) => {
    const from = behind ? match.index + match[0].length : nth === 0 ? 0 : (boxes[nth - 1]?.index ?? 0) + (boxes[nth - 1]?.[0].length ?? 0);
    const to = behind ? (boxes[nth + 1]?.index ?? text.length) : match.index;
    const word = text.slice(from, to).replaceAll(/^[\s\u3000、，,;；/.]+|[\s\u3000、，,;；/.]+$/gu, '');
    return { at: match.index, length: match[0].length, word };
  });
}

const ticked: Readonly<Record<string, string>> = { '○': '●', 〇: '●', '◯': '●' };

/** How a box looks when it is ticked; a bracket gets the tick inside. */
export function tickOf(box: string): string {
  if (/^[(（]/u.test(box)) return `${box[0]}√${box.at(-1)}`;
  return ticked[box] ?? '☑';
}
