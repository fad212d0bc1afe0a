import type { Clause, Reading } from '../reading/index.ts';
import { procedures, works, type Procedure } from './procedures.ts';
import type { Step } from './feasibility.ts';

export interface Needed {
  readonly step: Omit<Step, 'from' | 'to'>;
  readonly stage: number;
  readonly shownOnly: boolean;
  readonly clause: Clause;
}

/** Only what is ordered now needs time: what is done, forbidden or told of others does not. */
const counted = new Set(['binding', 'issuerOwn', 'otherDuty']);
const done = /已(?:经)?(?:完成|通过|公示|招标|中标|批复|取得|办结)|完成后的|结果|中标单位|中标人负责/u;

const all: readonly (Procedure | typeof works)[] = [...procedures, works];
/** Most clauses name none of them, which one look tells. */
const anyOfThem = new RegExp(all.map(({ words }) => words.source).join('|'), 'u');

/** The procedures that a notice orders, by its words. */
export function stepsNeeded(reading: Reading): readonly Needed[] {
  const found = new Map<string, Needed>();
  for (const clause of reading.clauses) {
    if (!counted.has(clause.status) || done.test(clause.quote)) continue;
    const words = clause.quote.replaceAll(/《[^》]*》|\s/gu, '');
    for (const procedure of anyOfThem.test(words) ? all : []) {
      if (!procedure.words.test(words) || found.has(procedure.id)) continue;
      found.set(procedure.id, neededOf(procedure, clause));
      for (const id of ('brings' in procedure ? procedure.brings : undefined) ?? []) {
        const follower = procedures.find((other) => other.id === id);
        if (follower && !found.has(id)) found.set(id, neededOf(follower, clause));
      }
    }
    const stated = statedPeriod(clause);
    if (stated) found.set(stated.step.id, stated);
  }
  // A tender named together with government procurement is one waiting time, not two.
  if (found.has('procurement.open') && found.has('procurement.consultation')) found.delete('procurement.open');
  return [...found.values()];
}

function neededOf(procedure: Procedure, clause: Clause): Needed {
  const { id, name, least, unit, law, provenance, stage, shownOnly = false } = procedure;
  return { step: { id, name, days: least, unit, law, provenance, ...placed(clause) }, stage, shownOnly, clause };
}

const placed = ({ quote, start, end }: Clause): Pick<Step, 'quote' | 'start' | 'end'> => ({ quote, start, end });

/** 公示不少于7天, 公开征求意见15日: a period that the notice itself demands. */
function statedPeriod(clause: Clause): Needed | null {
  const match =
    /(公示|公告|征求(?:[^，。；]{0,8})意见|张榜)[^，。；]{0,8}?(?:不少于|不得少于|至少|满|期为?|为期|时间为?)?(\d{1,3})(个?工作日|天|日)(?![前内期])/u.exec(
      clause.quote.replaceAll(/\s/gu, ''),
    );
  if (!match) return null;
  const name = `${match[1] ?? '公示'}${match[2] ?? ''}${match[3] ?? ''}`;
  const unit = (match[3] ?? '').includes('工作日') ? 'workday' : 'day';
  const step = {
    id: `text.${clause.start}`,
    name,
    days: Number(match[2]),
    unit,
    law: '通知自己写的',
    provenance: 'text',
    ...placed(clause),
  } as const;
  return { step, stage: 5, shownOnly: false, clause };
}
