import type { HistoryEvent } from './events.ts';
import { nameKey } from './names.ts';

/** Substance over name: what is done decides, not the title (docs/rules.md, Behaviours). */

const checkName = /督查|检查|考核|考评|验收|督导检查|抽查|核查/u;
const visitName = /调研|走访|慰问|座谈|听取意见|看望/u;
const signs = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'];
const decisive = ['B4', 'B5', 'B6', 'B7'];

/** `disguise.min_behaviours` of B1 to B7 with one of B4 to B7. */
export function isCheckByBehaviour({ behaviours }: HistoryEvent, atLeast: number): boolean {
  const shown = signs.filter((sign) => behaviours.includes(sign));
  return shown.length >= atLeast && shown.some((sign) => decisive.includes(sign));
}

/** A registered check is one unless it is a 调研 by its name and only talks and looks (B2, B3); a visit is one by name or by what it does. */
export function isCheck(event: HistoryEvent, atLeast = 3): boolean {
  const name = event.name ?? '';
  if (event.kind === 'check') {
    const onlyTalks = event.behaviours.length > 0 && event.behaviours.every((sign) => sign === 'B2' || sign === 'B3');
    return !(onlyTalks && visitName.test(name) && !checkName.test(name));
  }
  return event.kind === 'visit' && (checkName.test(name) || isCheckByBehaviour(event, atLeast));
}

/** Left out of the counts: emergencies (even where the basis is not named), complaints, accidents, statutory re-checks. */
export function isExcused({ emergency, trigger }: HistoryEvent): boolean {
  return emergency !== null || trigger !== null;
}

/**
 * Not checks of the grassroots (C7.2): enforcement of a statute by its own officers, audit, court, procuratorate and 巡视巡察 under their
 * own rules, and what a receiver looks at in itself.
 */
export function isOutsidePlanning(event: HistoryEvent): boolean {
  if (event.statutory || event.trigger === 'statutory-recheck') return true;
  const { organ, units } = event;
  const told = `${event.name ?? ''}${event.matter ?? ''}`;
  if (/人民法院|人民检察院/u.test(organ)) return true;
  if (/审计|巡视|巡察/u.test(organ) && /审计|巡视|巡察/u.test(told)) return true;
  return units.length > 0 && units.every((unit) => nameKey(unit) === nameKey(organ));
}

const words: Readonly<Record<string, string>> = {
  B1: '查资料',
  B2: '找人谈话入户',
  B3: '抽查',
  B4: '列问题',
  B5: '要整改',
  B6: '排名',
  B7: '打分',
};

/** For those who read a finding: 查资料、列问题, not B1、B4. */
export function behavioursInWords(behaviours: readonly string[]): string {
  return signs.flatMap((sign) => (behaviours.includes(sign) ? (words[sign] ?? []) : [])).join('、');
}
