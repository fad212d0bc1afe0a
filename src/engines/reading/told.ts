import type { ReadClause } from './clauses.ts';
import { levelsOf } from './addressees.ts';
import { sortLevels } from './organs.ts';
import type { Level, Reading } from './reading.ts';

/** Without an addressee line: the levels of those who are told to act. */
export function levelsTold(text: string, clauses: readonly ReadClause[], issuer: Reading['issuerLevel']): Level[] {
  const levels = new Set<Level>();
  for (const clause of clauses) {
    if (clause.status !== 'binding') continue;
    if (clause.subject?.actor === 'addressee' && /^[各每你县区市省镇乡]/u.test(text.slice(clause.subject.start, clause.subject.end)))
      for (const level of levelsOf(text.slice(clause.subject.start, clause.subject.end), issuer)) levels.add(level);
    const words = text.slice(clause.start, Math.min(clause.end, clause.start + 80));
    if (/各村|每个村|村干部|村两委|网格员|村级|全村|村(书记|支书|主任)/u.test(words)) levels.add('village');
    if (/各(乡|镇|街道)|乡镇/u.test(words)) levels.add('township');
    if (/各(县|区县)/u.test(words)) levels.add('county');
    if (/各(部门|单位|科室|校|学校|园|医院|企业)|派出所|部门负责人/u.test(words)) levels.add('organ');
  }
  return sortLevels(levels);
}
