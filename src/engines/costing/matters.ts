/** Which asks are one matter. A notice says the same thing several times; it is done, and costs, once. */
import type { Ask, Clause, Reading } from '../reading/index.ts';

/** Kinds of which one sentence means one thing, said twice: 建立台账，做到一户一档; 走访…，逐户…. */
const onePerSentence = new Set<Ask['kind']>(['ledger', 'visit', 'inspection', 'relay']);

/** Asks of one matter have one key; together they cost what the dearer of them costs. */
export function mattersOf(reading: Reading): (ask: Ask) => string {
  const numberOf = annexesByTitle(reading.text);
  return (ask) => {
    if (onePerSentence.has(ask.kind) || isAttended(ask, reading)) return `${ask.kind} in ${ask.sentence.start}`;
    if (ask.kind !== 'form') return `${ask.kind} ${ask.start}`;
    const clause = clauseAt(reading.clauses, ask.start);
    const table = tableIn(ask.quote, numberOf) ?? tableIn(clause?.quote ?? '', numberOf);
    return table === null ? `form in ${clause?.start ?? ask.start}` : `form ${table}`;
  };
}

/** 附件1《防汛物资登记表》: a table goes by its number and by its title. */
function annexesByTitle(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, number = '', title = ''] of text.matchAll(/附件\s*([0-9一二三四五六七八九十]{1,3})[\s：:.．]*《([^》\n]{2,60})》/gu))
    found.set(title, `附件${number}`);
  return found;
}

function tableIn(text: string, numberOf: ReadonlyMap<string, string>): string | null {
  const found = /附件\s*([0-9一二三四五六七八九十]{1,3})|《([^》\n]{2,60})》/u.exec(text);
  if (found === null) return null;
  const [, number, title = ''] = found;
  return number === undefined ? (numberOf.get(title) ?? title) : `附件${number}`;
}

/** The issuer's meeting, to which people go; a meeting that the unit must hold itself (每村召开一次) costs everybody's time there. */
export function isAttended(ask: Ask, reading: Reading): boolean {
  if (ask.kind !== 'meeting') return false;
  const clause = clauseAt(reading.clauses, ask.start);
  const text = clause?.quote ?? ask.sentence.quote;
  if (!/召开|举办|开一次|开会|组织.{0,8}会/u.test(text)) return true;
  const own =
    /(?:每|各)(?:个)?(?:自然)?(?:村|社区|镇|乡|街道|组|单位|校|站)|本(?:村|镇|乡|级|单位)|(?:村|社区|镇|乡|支部|村民)[^，。；]{0,4}(?:会议|大会|专题会)/u.test(
      text,
    );
  return clause?.actor === 'issuer' || /定于|拟于|兹定|全[县市省区]/u.test(text) || !own;
}

export function clauseOf(ask: Ask, reading: Reading): string {
  return clauseAt(reading.clauses, ask.start)?.quote ?? ask.sentence.quote;
}

/** Clauses stand in order and do not overlap, so the one at an offset is found by halving. */
function clauseAt(clauses: readonly Clause[], offset: number): Clause | undefined {
  let low = 0;
  let high = clauses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clauses[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  const found = clauses[low];
  return found !== undefined && found.start <= offset ? found : undefined;
}
