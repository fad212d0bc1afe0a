/** What the records are about comes from the whole table: its title and all headings together, not from one of them. */
import { context, subjects } from './lexicon.ts';
import type { Kind } from './understanding.ts';

export interface TableContext {
  readonly kind: Kind;
  readonly subject: string;
  /** Title, sheet name and file name: where the words of the matter stand. */
  readonly title: string;
  /** All headings or labels, one a line. */
  readonly headings: string;
  /** A column for the head of the household, and one for a person beside him. */
  readonly hasHead: boolean;
  readonly hasPerson: boolean;
  /** Children or pupils: their guardians are held. */
  readonly child: boolean;
}

const personal = /^(?:(?:家庭)?成员|学生|儿童|老人|本人|申请人|残疾人|党员|对象|人员)?(?:姓名|名字)$/u;

export function contextOf(kind: Kind, title: string, cores: readonly string[]): TableContext {
  const headings = cores.join('\n');
  const hasHead = cores.some((core) => /户主|承包户|^农户/u.test(core) && !/关系/u.test(core));
  const hasPerson = cores.some(
    (core) => personal.test(core.split('>').at(-1) ?? '') && !/户主|监护|父|母|配偶|家长|联系人|负责/u.test(core),
  );
  const scores = new Map<string, number>();
  for (const rule of subjects) {
    if (rule.unless?.test(title) === true) continue;
    const hits = cores.filter((core) => rule.headings.test(core)).length;
    scores.set(rule.subject, (rule.title.test(title) ? 2.5 : 0) + Math.min(hits, 4));
  }
  const subject = settled(kind, scores, cores, { hasHead, hasPerson });
  return {
    kind,
    subject,
    title,
    headings,
    hasHead,
    hasPerson,
    child: context.child.test(title) || (context.child.test(headings) && subject !== 'unit'),
  };
}

function settled(
  kind: Kind,
  scores: ReadonlyMap<string, number>,
  cores: readonly string[],
  has: { hasHead: boolean; hasPerson: boolean },
): string {
  const score = (subject: string): number => scores.get(subject) ?? 0;
  if (kind === 'statistic') return score('disaster') >= 3 ? 'disaster' : 'unit';
  const people = cores.some((core) => /姓名|户主|身份证|户编?号/u.test(core));
  const events = ['disaster', 'hazard', 'dispute', 'duty', 'patrol', 'visit', 'site'].filter((subject) => score(subject) >= 3.5);
  const strongest = events.sort((a, b) => score(b) - score(a))[0];
  if (kind === 'card' && strongest !== undefined && score(strongest) >= 4.5 && strongest !== 'visit') return strongest;
  if (
    kind === 'roster' &&
    strongest !== undefined &&
    !(strongest !== 'visit' && cores.some((core) => /^(?:性别|民族|学历|文化程度|户籍地址)$/u.test(core)))
  )
    return strongest;
  if (kind === 'roster' && !people && score('unit') >= 2.5 && cores.some((core) => /村|社区|乡镇|街道|单位/u.test(core))) return 'unit';
  for (const subject of ['land', 'animal', 'house']) if (kind === 'roster' && score(subject) >= 3.5 && !has.hasPerson) return subject;
  for (const subject of ['land', 'animal', 'house']) if (kind === 'roster' && score(subject) >= 4.5) return subject;
  if (kind === 'roster' && !people) {
    const best = [...scores].sort((a, b) => b[1] - a[1])[0];
    if (best !== undefined && best[1] >= 2) return best[0];
  }
  // One line a village, whatever else is asked of it.
  if (kind === 'roster' && !people && cores.some((core) => /^(?:行政)?(?:村名|村别|村社区|村居|村)(?:名称)?$/u.test(core))) return 'unit';
  if (score('child') >= 4.5 || (kind === 'card' && score('child') >= 3.5)) return 'child';
  if (has.hasHead && !has.hasPerson) return 'household';
  if (kind === 'card' && has.hasHead) return 'household';
  return score('household') > score('person') + 1 && !has.hasPerson ? 'household' : 'person';
}
