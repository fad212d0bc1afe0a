import { dateParts } from '../../../base/dates.ts';
import { eventKinds, organLevels, type EventKind, type History, type HistoryContext, type HistoryEvent } from './events.ts';
import { nameKey, stated } from './names.ts';

export interface HistoryFault {
  /** JSON pointer. */
  readonly path: string;
  readonly detail: string;
}

type Raw = Readonly<Record<string, unknown>>;
type Shape = readonly [fits: (value: unknown) => boolean, mend: string];

const oneOf = (...names: readonly string[]): Shape => [
  (value) => names.includes(String(value)) && typeof value === 'string',
  `要是下面的一个 must be one of ${names.join(' | ')}`,
];
const isText = (value: unknown): boolean => typeof value === 'string';
const text: Shape = [isText, '要是文字，不知道就写 null must be text or null'];
const texts: Shape = [(value) => Array.isArray(value) && value.every(isText), '要是一列文字，如 ["柳溪镇"] must be a list of texts'];
const textOrTexts: Shape = [(value) => isText(value) || texts[0](value), '要是文字或一列文字 must be text or a list of texts'];
const day: Shape = [
  (value) => isText(value) && dateParts(String(value)) !== null,
  '要是真有的一天，写成 2026-05-06 must be a real date such as 2026-05-06',
];
const entry: Shape = [(value) => isText(value) || value === false, '要是编号（文字）、false 或 null must be text, false or null'];
const truth: Shape = [(value) => typeof value === 'boolean', '要是 true、false 或 null must be true, false or null'];
const whole: Shape = [
  (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
  '要是0以上的整数 must be a whole number from 0',
];
const statement: Shape = [
  (value) => isText(value) || typeof value === 'boolean' || isRecord(value),
  '要是文字、true、false 或 null must be text, true, false or null',
];
const emergency: Shape = [
  (value) => typeof value === 'boolean' || (isRecord(value) && fitsOrNull(text, value['basis'])),
  '要写成 {"basis":"依据"} 或 null must be {"basis":"…"} or null',
];
const behaviours: Shape = [
  (value) => Array.isArray(value) && value.every((one) => typeof one === 'string' && /^B([1-9]|1[0-5])$/.test(one)),
  '要是 B1 到 B15 的一列 must be a list of B1 to B15',
];

const shapes: Readonly<Record<string, Shape>> = {
  office: text,
  organLevel: oneOf(...organLevels),
  name: text,
  matter: text,
  units: texts,
  date: day,
  from: day,
  to: day,
  planItem: entry,
  filing: entry,
  behaviours,
  statutory: truth,
  emergency,
  trigger: oneOf('complaint', 'accident', 'statutory-recheck'),
  docNumber: text,
  content: text,
  count: whole,
  withdraws: textOrTexts,
  waives: texts,
  asks: texts,
  meetingKind: oneOf('comprehensive', 'business', 'training', 'emergency'),
  settledBy: text,
  status: oneOf('running', 'closed'),
  functions: texts,
  listEntry: entry,
  action: oneOf('launch', 'continue', 'award', 'withdraw'),
  visitors: whole,
  escorts: whole,
  person: text,
  personKind: oneOf('cadre', 'community-worker', 'teacher', 'medical', 'soe'),
  unitLevel: oneOf(...organLevels),
  approval: statement,
  consent: statement,
};

/** What is wrong with a history. Names that the rules do not know are let pass, as in a demand's metadata. */
export function historyFaults(input: unknown): HistoryFault[] {
  if (!isRecord(input) || !Array.isArray(input['events'])) {
    return [{ path: '/events', detail: '要写成 {"events":[…],"context":{…}} must be an object with a list of events' }];
  }
  const seen = new Set<string>();
  const faults = input['events'].flatMap((event: unknown, at) => eventFaults(event, `/events/${at}`, seen));
  return [...faults, ...contextFaults(input['context'] ?? null)];
}

function eventFaults(event: unknown, path: string, seen: Set<string>): HistoryFault[] {
  if (!isRecord(event)) return [{ path, detail: '要是一个 JSON 对象 must be an object' }];
  const { id, kind, organ } = event;
  if (typeof id !== 'string' || id === '')
    return [{ path: `${path}/id`, detail: '每件事要有自己的编号 id must be text that is not empty' }];
  const told = (name: string, detail: string): HistoryFault => ({ path: `${path}/${name}`, detail: `${id} 的 ${name} ${detail}` });
  const faults: HistoryFault[] = [];
  if (seen.has(id)) faults.push(told('id', '重复了，请换一个 is used twice; choose another'));
  seen.add(id);
  if (!isKind(kind)) faults.push(told('kind', `要是下面的一个 must be one of ${eventKinds.join(' | ')}`));
  if (typeof organ !== 'string' || nameKey(organ) === '') faults.push(told('organ', '要写明是哪个单位 must name the organ'));
  for (const [name, shape] of Object.entries(shapes)) if (!fitsOrNull(shape, event[name])) faults.push(told(name, shape[1]));
  if (faults.length > 0) return faults;
  if (kind !== 'app' && kind !== 'secondment' && own(event, 'date') === null && own(event, 'from') === null) {
    faults.push(told('date', '要写明日期，如 2026-05-06 is missing; give the date'));
  }
  const [from, to] = [own(event, 'from') ?? own(event, 'date'), own(event, 'to')];
  if (typeof from === 'string' && typeof to === 'string' && to < from) {
    faults.push(told('to', `在开始 ${from} 之前，请改日期 lies before the start; mend the dates`));
  }
  return faults;
}

function contextFaults(context: unknown): HistoryFault[] {
  if (context === null) return [];
  if (!isRecord(context)) return [{ path: '/context', detail: '要是一个 JSON 对象或 null must be an object or null' }];
  const faults = fitsOrNull(day, context['asOf']) ? [] : [{ path: '/context/asOf', detail: day[1] }];
  const scalar: Shape = [(value) => !isRecord(value) && !Array.isArray(value), '要是数、文字、true、false 或 null must be a single value'];
  const maps: readonly (readonly [string, Shape])[] = [
    ['documentsLastYear', whole],
    ['explanationFiled', truth],
    ['params', scalar],
  ];
  for (const [name, shape] of maps) {
    const map = context[name] ?? {};
    if (!isRecord(map)) faults.push({ path: `/context/${name}`, detail: '要是一个 JSON 对象或 null must be an object or null' });
    else {
      for (const [key, value] of Object.entries(map)) {
        if (!fitsOrNull(shape, value)) faults.push({ path: `/context/${name}/${key}`, detail: `${key} ${shape[1]}` });
      }
    }
  }
  return faults;
}

/** The history of an input without faults. */
export function readHistory(input: unknown): History {
  const { events, context } = isRecord(input) ? input : {};
  const list: readonly unknown[] = Array.isArray(events) ? events : [];
  return { events: list.filter(isRecord).map(eventOf), context: contextOf(isRecord(context) ? context : {}) };
}

function eventOf(raw: Raw): HistoryEvent {
  const kind = own(raw, 'kind');
  const level = (name: string): HistoryEvent['organLevel'] => organLevels.find((one) => one === own(raw, name)) ?? null;
  return {
    id: String(own(raw, 'id')),
    kind: isKind(kind) ? kind : 'check',
    organ: textOf(raw, 'organ') ?? '',
    office: textOf(raw, 'office'),
    organLevel: level('organLevel'),
    name: textOf(raw, 'name'),
    matter: textOf(raw, 'matter'),
    units: [...new Set(textsOf(raw, 'units'))],
    date: dayOf(raw, 'date'),
    from: dayOf(raw, 'from'),
    to: dayOf(raw, 'to'),
    planItem: stated(textOf(raw, 'planItem')),
    filing: stated(textOf(raw, 'filing')),
    behaviours: textsOf(raw, 'behaviours'),
    statutory: own(raw, 'statutory') === true,
    emergency: emergencyOf(own(raw, 'emergency')),
    trigger: textOf(raw, 'trigger'),
    docNumber: textOf(raw, 'docNumber'),
    content: textOf(raw, 'content'),
    count: numberOf(raw, 'count') ?? 1,
    withdraws: textsOf(raw, 'withdraws'),
    waives: textsOf(raw, 'waives'),
    asks: textsOf(raw, 'asks'),
    meetingKind: textOf(raw, 'meetingKind'),
    settledBy: textOf(raw, 'settledBy'),
    status: textOf(raw, 'status'),
    functions: textsOf(raw, 'functions'),
    listEntry: stated(textOf(raw, 'listEntry')),
    action: textOf(raw, 'action'),
    visitors: numberOf(raw, 'visitors'),
    escorts: numberOf(raw, 'escorts'),
    person: textOf(raw, 'person'),
    personKind: textOf(raw, 'personKind'),
    unitLevel: level('unitLevel'),
    approval: stated(statementOf(own(raw, 'approval'))),
    consent: stated(statementOf(own(raw, 'consent'))) !== null,
  };
}

function contextOf(raw: Raw): HistoryContext {
  const entries = (name: string): [string, unknown][] => {
    const map = own(raw, name);
    return isRecord(map) ? Object.entries(map) : [];
  };
  const lastYear = entries('documentsLastYear').flatMap(([organ, n]) => (typeof n === 'number' ? [[nameKey(organ), n] as const] : []));
  const filed = entries('explanationFiled').flatMap(([organ, yes]) => (typeof yes === 'boolean' ? [[nameKey(organ), yes] as const] : []));
  const params = entries('params').flatMap(([name, value]) =>
    value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? [[name, value] as const] : [],
  );
  return {
    asOf: dayOf(raw, 'asOf'),
    documentsLastYear: new Map(lastYear),
    explanationFiled: new Map(filed),
    params: Object.fromEntries(params),
  };
}

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isKind(value: unknown): value is EventKind {
  return eventKinds.some((kind) => kind === value);
}

function fitsOrNull([fits]: Shape, value: unknown): boolean {
  return value === null || value === undefined || fits(value);
}

function own(raw: Raw, name: string): unknown {
  return Object.hasOwn(raw, name) ? (raw[name] ?? null) : null;
}

function textOf(raw: Raw, name: string): string | null {
  const value = own(raw, name);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function dayOf(raw: Raw, name: string): string | null {
  return textOf(raw, name)?.slice(0, 10) ?? null;
}

function numberOf(raw: Raw, name: string): number | null {
  const value = own(raw, name);
  return typeof value === 'number' ? value : null;
}

function textsOf(raw: Raw, name: string): string[] {
  const value = own(raw, name);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one] : []));
}

/** `true` says that there is one and not which; an object must say yes everywhere (unit and person). */
function statementOf(value: unknown): string | null {
  if (value === true) return '是';
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return null;
  const parts = Object.values(value);
  return parts.length > 0 && parts.every((part) => part !== null && part !== false && part !== '') ? parts.map(String).join('；') : null;
}

function emergencyOf(value: unknown): HistoryEvent['emergency'] {
  if (value === true) return 'unnamed';
  if (!isRecord(value)) return null;
  return textOf(value, 'basis') === null ? 'unnamed' : 'named';
}
