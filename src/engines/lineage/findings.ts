import { daysBetween } from '../../base/dates.ts';
import type { Deadline, Quotation, Reading } from '../reading/index.ts';
import { decide, paramOf, type Finding, type Register, type Shown } from '../rulebook/index.ts';
import type { AddOn, Comparison } from './lineage.ts';

/** The meeting stands this near before those who are called to it. */
const AROUND = 60;
const looked = ['L3.1', 'D3.5', 'C8.6', 'X20.1', 'M5.4', 'N1.5'];

/** The findings of the child, with what the parent shows of the rules that need it. */
export function withParent(
  findings: readonly Finding[],
  parent: Reading,
  child: Reading,
  comparison: Comparison,
  register: Register,
): readonly Finding[] {
  const shown: Shown[] = [
    ...comparison.addOns.map((one): Shown => ({ rule: 'L3.1', effect: 'justify', message: one.message, place: one.childPlace })),
    ...copying(child, comparison, register),
    ...raised(comparison.addOns),
    ...creation(child, comparison.addOns),
    ...widened(parent, child, comparison.addOns),
    ...timeKept(parent, child, register),
  ];
  return decide(findings, looked, shown, register);
}

const whole = ({ elements }: Reading): Quotation => elements.title ?? elements.body;

/** 上下一般粗. A bare 转发 that adds nothing and says so is what the rule asks for. */
function copying(child: Reading, { similarity, addOns }: Comparison, register: Register): Shown[] {
  const block = Number(paramOf(register, 'D3.5', 'doc.overlap_block') ?? Number.NaN);
  const warn = Number(paramOf(register, 'D3.5', 'doc.overlap_warn') ?? Number.NaN);
  const faithful = addOns.length === 0 && /转发|转给|转你/u.test(`${child.title ?? ''}${child.elements.body.quote.slice(0, 120)}`);
  if (!(similarity >= warn) || faithful) return [];
  const message = `正文有${Math.round(similarity * 100)}%的字和上级文件一样`;
  return [{ rule: 'D3.5', effect: similarity >= block ? 'refuse' : 'justify', message, place: whole(child) }];
}

/** A target above the superior's own. */
function raised(addOns: readonly AddOn[]): Shown[] {
  return addOns.flatMap(({ kind, parent, message, childPlace }) =>
    kind === 'indicator' && parent !== null
      ? [{ rule: 'C8.6', effect: 'refuse', message: `指标加码：${message}`, place: childPlace } as const]
      : [],
  );
}

function creation(child: Reading, addOns: readonly AddOn[]): Shown[] {
  const creates = /创建|评选|示范|评比|达标|文明/u.test(child.title ?? '') || child.asks.some(({ kind }) => kind === 'campaign');
  if (!creates) return [];
  return addOns.flatMap(({ kind, message, childPlace }) =>
    kind === 'frequency' || kind === 'indicator'
      ? [{ rule: 'X20.1', effect: 'refuse', message: `创建的频次或指标加码：${message}`, place: childPlace } as const]
      : [],
  );
}

/** More called to a superior's meeting than its convenor called: a meeting passed down, or one on the same day. */
function widened(parent: Reading, child: Reading, addOns: readonly AddOn[]): Shown[] {
  return addOns.flatMap(({ kind, message, childPlace }): Shown[] => {
    if (kind !== 'audience' || !/参加|参会|收看|收听|出席|到会|列席/u.test(childPlace.quote)) return [];
    const around = child.text.slice(Math.max(0, childPlace.start - AROUND), childPlace.end);
    const day = /\d{1,2}月\d{1,2}日/u.exec(around)?.[0];
    const passed = /开到|延伸|收看|收听|分会场|套开|直达/u.test(around) || (day !== undefined && parent.text.includes(day));
    if (!passed || !/会|培训/u.test(around) || !/会|培训/u.test(parent.text)) return [];
    return [{ rule: 'M5.4', effect: 'refuse', message: `上级会议的范围被扩大了：${message}`, place: childPlace }];
  });
}

/** Days from the paper's date to the first day on which something is due. */
function given(reading: Reading): { readonly days: number; readonly due: Deadline } | null {
  const [due] = reading.deadlines
    .filter(({ kind, repeats, date, anchor }) => kind === 'due' && repeats === null && date !== null && anchor !== 'event')
    .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1));
  return due === undefined || due.date === null || reading.date === null ? null : { days: daysBetween(reading.date, due.date), due };
}

function timeKept(parent: Reading, child: Reading, register: Register): Shown[] {
  const [above, below] = [given(parent), given(child)];
  const share = Number(paramOf(register, 'N1.5', 'notice.share_for_last') ?? Number.NaN);
  if (above === null || below === null || above.days <= 0 || !(below.days < above.days * share)) return [];
  const { quote, start, end } = below.due;
  const message = `上级给了${above.days}天，到这里只剩${Math.max(0, below.days)}天`;
  return [{ rule: 'N1.5', effect: 'justify', message, place: { quote, start, end } }];
}
