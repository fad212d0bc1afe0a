import { timeInChina } from '../../base/time.ts';
import { masked, stateOf, type Entry, type Fact, type Held } from '../../engines/facts/index.ts';
import type { Element } from '../../engines/forms/index.ts';
import type { Dictionary } from '../elements/index.ts';
import { ended, mergedInto, type Act, type Import, type LedgerRecord } from './ledger.ts';
import { shownValues, type View } from './reading.ts';
import { registerOf, titleOf, type Register } from './registers.ts';
import type { StagedRow } from './store/imports.ts';

export function presentColumn({ key, zh, type, unit, definition, sensitive, codeList }: Element) {
  return {
    key,
    zh,
    type,
    unit,
    definition,
    sensitive,
    choices: type === 'boolean' ? ['是', '否'] : (codeList?.map((entry) => entry.zh) ?? null),
  };
}

export function presentRegister({ key, zh, en, personal }: Register) {
  return { key, zh, en, personal };
}

export function presentRecord(view: View, record: LedgerRecord) {
  const values = shownValues(view, record.values);
  return {
    id: record.id,
    version: record.nth,
    unit: record.unit,
    title: titleOf(view.register, values),
    values,
    validFrom: record.validFrom,
    recordedAt: timeInChina(record.recordedAt),
  };
}

export function presentFact(view: Pick<View, 'unmask'>, element: Element, fact: Fact, act: Act | null, row: number | null) {
  return {
    element: element.key,
    zh: element.zh,
    value: view.unmask ? fact.value : masked(element, fact.value),
    state: stateOf(fact.value),
    validFrom: fact.validFrom,
    recordedAt: timeInChina(fact.recordedAt),
    source: act === null ? null : sourceOf(act, row),
  };
}

function sourceOf({ kind, byName, source, reason }: Act, row: number | null) {
  return { kind, by: byName, file: source.file ?? null, row, demand: source.demand ?? null, reason };
}

export function rowOf(entries: readonly (Entry & { row: number | null })[], nth: number): number | null {
  return entries.find((entry) => entry.nth === nth)?.row ?? null;
}

/** An import that nobody moved for so long was left by a server that ended. */
const patience = 10 * 60_000;

export function presentImport(found: Import, dictionary: Dictionary, now: Date) {
  const { id, register, fileName, validFrom, whole, byName: by, at, rows, counts, columns } = found;
  const lost = (found.state === 'reading' || found.state === 'confirming') && now.getTime() - found.touchedAt.getTime() > patience;
  return {
    id, register, fileName, validFrom, whole, by, at: timeInChina(at), rows, counts: { ...counts },
    state: lost ? ('failed' as const) : found.state,
    failure: lost ? '服务重新启动过，没有读完，请再传一次 the server was restarted; send the file again' : found.failure,
    progress: found.bytes === 0 ? 0 : Math.min(1, found.bytesDone / found.bytes),
    columns: columns.map(({ heading, element }) => ({ heading, element, zh: element === null ? null : (dictionary.find(element)?.zh ?? element) })),
  }; // prettier-ignore
}

/** A waiting row as a difference. Its owner sees it before it counts; numbers stay masked all the same. */
export function presentStaged(staged: StagedRow, register: string, dictionary: Dictionary) {
  const { nth, row, status, reasons } = staged;
  const mask = (key: string, value: Held): Held => {
    const element = dictionary.find(key);
    return element === null ? value : masked(element, value);
  };
  const changes = Object.entries(staged.values ?? {}).map(([element, to]) => ({
    element,
    zh: dictionary.find(element)?.zh ?? (element === ended ? '离开台账' : element === mergedInto ? '并入' : element),
    from: staged.was?.[element] === undefined ? null : mask(element, staged.was[element]),
    to: mask(element, to),
  }));
  const of = registerOf(register);
  const title = of === null ? '' : titleOf(of, { ...staged.was, ...staged.values });
  return { nth, row, status, title, changes, reasons: [...reasons] };
}
