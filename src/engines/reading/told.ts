import type { ReadClause } from './clauses.ts';
import { levelsOf } from './addressees.ts';
import { sortLevels } from './organs.ts';
import type { Level, Reading } from './reading.ts';

/** Without an addressee line: the levels of those who are told to act. */
export function levelsTold(text: string, clauses: readonly ReadClause[], issuer: Reading['issuerLevel']): Level[] {
  const named = new Set<Level>();
  const mentioned = new Set<Level>();
  for (const clause of clauses) {
    if (clause.status !== 'binding') continue;
    const subject = clause.subject?.actor === 'addressee' ? text.slice(clause.subject.start, clause.subject.end) : '';
    if (/^[各每你县区市省镇乡]/u.test(subject)) for (const level of levelsOf(subject, issuer)) named.add(level);
    const words = text.slice(clause.start, Math.min(clause.end, clause.start + 80));
    const party = /[与和]各?(村|乡镇|镇|县|单位)[^，]{0,6}签/u.exec(words)?.[1];
    if (party) named.add(party === '村' ? 'village' : party === '县' ? 'county' : party === '单位' ? 'organ' : 'township');
    for (const level of mentions(words)) mentioned.add(level);
  }
  return sortLevels(named.size > 0 ? named : mentioned);
}

function mentions(words: string): Level[] {
  const levels: Level[] = [];
  if (/各村|每个村|村干部|村两委|网格员|村级|全村|村(书记|支书|主任)/u.test(words)) levels.push('village');
  if (/各(乡|镇|街道)|乡镇/u.test(words)) levels.push('township');
  if (/各(县|区县)/u.test(words)) levels.push('county');
  if (/各(部门|单位|科室|校|学校|园|医院|企业)|派出所|部门负责人/u.test(words)) levels.push('organ');
  return levels;
}
