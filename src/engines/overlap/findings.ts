import { between, type Conflict } from '../feasibility/index.ts';
import type { Quotation, Reading } from '../reading/index.ts';
import { decide, paramOf, type Finding, type Register, type Shown } from '../rulebook/index.ts';
import { SAME_TEXT, type Overlap } from './overlap.ts';
import { overlapsWith, type InForce } from './structured.ts';
import type { TextIndex } from './text-index.ts';

export interface Others {
  readonly index: TextIndex;
  readonly demands: ReadonlyMap<string, InForce>;
}

export interface Compared {
  readonly overlaps: readonly Overlap[];
  readonly findings: readonly Finding[];
}

const looked = ['D3.6', 'M4.3', 'L5.1'];
/** Overlaps shown: the gatekeeper reads them, so not all of a thousand. */
const MOST = 50;

/** A new demand beside those in force: what is said, asked, called or checked already, and what cannot stand beside it. */
export function withOthers(fresh: InForce, findings: readonly Finding[], { index, demands }: Others, register: Register): Compared {
  const same = Number(paramOf(register, 'D3.6', 'doc.duplicate_similarity') ?? Number.NaN);
  const texts = repeated(fresh, index, demands, same);
  const structured = [...demands.values()].filter(({ id }) => id !== fresh.id).flatMap((other) => overlapsWith(fresh, other));
  const clashes = [...demands.values()].filter(({ id }) => id !== fresh.id).flatMap((other) => between(fresh, other));
  const shown: Shown[] = [
    ...texts
      .filter(({ proposal }) => proposal === 'drop')
      .map(({ message }): Shown => ({ rule: 'D3.6', effect: 'refuse', message, place: whole(fresh.reading) })),
    ...structured.flatMap(({ kind, message, place }) =>
      kind === 'meeting' && place ? [{ rule: 'M4.3', effect: 'advise', message, place } as const] : [],
    ),
    ...clashes.map((conflict): Shown => ({
      rule: 'L5.1',
      effect: 'justify',
      message: conflict.message,
      place: ownPlace(fresh.id, conflict),
    })),
  ];
  const overlaps = [...texts, ...structured].sort((a, b) => b.similarity - a.similarity || (a.with < b.with ? -1 : 1));
  return { overlaps: overlaps.slice(0, MOST), findings: decide(findings, looked, shown, register) };
}

const whole = ({ elements }: Reading): Quotation => elements.title ?? elements.body;

function ownPlace(id: string, { one, other }: Conflict): Quotation {
  const { quote, start, end } = one.demand === id ? one : other;
  return { quote, start, end };
}

/** 以此份为准, 原通知作废: the earlier paper goes, so that the same words stand once. */
const replaces =
  /以此(?:份|件|通知|文)?为准|(?:原|前|此前|上述)[^，。；]{0,16}(?:通知|文件|函)?[^，。；]{0,6}(?:作废|废止|撤回|停止执行)|重新印发/u;

function repeated(fresh: InForce, index: TextIndex, demands: Others['demands'], same: number): Overlap[] {
  const renewed = replaces.test(fresh.reading.text);
  return index
    .find(fresh.reading.text, { least: SAME_TEXT })
    .filter(({ id }) => id !== fresh.id)
    .map(({ id, similarity }) => {
      const name = demands.get(id)?.reading.title ?? id;
      const again = similarity >= same && !renewed;
      const message = again ? `${name}已经发过同样的内容` : `和${name}有${Math.round(similarity * 100)}%的内容一样，可以并成一件`;
      return { with: id, similarity, kind: 'text', proposal: again ? 'drop' : 'join', message, place: null };
    });
}
