import type {
  Confidence,
  Effect,
  Exception,
  Grade,
  Ground,
  Mark,
  Mended,
  Modality,
  Param,
  ParamValue,
  Provenance,
  Rule,
  RuleCase,
  Stand,
} from './rule.ts';

/** What one YAML file says, with its defaults filled in. Wrong places are told, not thrown: an editor shows them all at once. */
export interface ParsedFile {
  readonly rulebook: string;
  readonly title: string;
  readonly version: number;
  readonly publicFrom: string | null;
  readonly rules: readonly Rule[];
  readonly cases: ReadonlyMap<string, readonly RuleCase[]>;
}

export interface Complaint {
  readonly path: string;
  readonly detail: string;
}

type Raw = Readonly<Record<string, unknown>>;

const effects = ['refuse', 'justify', 'advise'] as const;
const modalities = ['must-not', 'must', 'generally-not', 'generally', 'may'] as const;
const confidences = ['C', 'S', 'I', 'R', 'project'] as const;
const grounds = ['law', 'case', 'project', 'estimate', 'local'] as const;
const provenances = ['official', 'local', 'project', 'recalled'] as const;
const stands = ['demanded', 'imposed', 'mentioned', 'released', 'title', 'anywhere'] as const;
const outcomes = ['fires', 'silent', 'undecided'] as const;

const ruleKeys = new Set(
  (
    'id title article ground source inForce appliesTo subject modality needs params marks applies when undecidedWhen undecided exceptions effect ' +
    'approver suspendedInEmergency informative decidedElsewhere message mend at each cases'
  ).split(' '),
);
const caseKeys = new Set('name says text title from to number date today metadata params expect effect mended'.split(' '));

export function parseFile(raw: unknown, path: string, complaints: Complaint[]): ParsedFile {
  const file = record(raw);
  const cases = new Map<string, readonly RuleCase[]>();
  const rules = list(file['rules']).map((entry, index) => {
    const rule = record(entry);
    const id = text(rule['id'], `?${index}`);
    const at = `${path} ${id}`;
    for (const key of Object.keys(rule)) if (!ruleKeys.has(key)) complaints.push({ path: at, detail: `unknown field ${key}` });
    cases.set(
      id,
      list(rule['cases']).map((item) => parseCase(record(item), at, complaints)),
    );
    return parseRule(rule, file, at, complaints);
  });
  return {
    rulebook: text(file['rulebook'], ''),
    title: text(file['title'], ''),
    version: Number(file['version'] ?? 1),
    publicFrom: nullable(file['publicFrom']),
    rules,
    cases,
  };
}

function parseRule(rule: Raw, file: Raw, at: string, complaints: Complaint[]): Rule {
  const source = { ...record(file['source']), ...record(rule['source']) };
  const inForce = { ...record(file['inForce']), ...record(rule['inForce']) };
  const choose = <T extends string>(value: unknown, options: readonly T[], fallback: T, name: string): T =>
    one(value, options, fallback, `${at} ${name}`, complaints);
  const modality: Modality = choose(rule['modality'], modalities, 'must', 'modality');
  return {
    id: text(rule['id'], ''),
    title: text(rule['title'], ''),
    article: text(rule['article'], '—'),
    ground: choose<Ground>(rule['ground'] ?? file['ground'], grounds, 'project', 'ground'),
    source: {
      name: text(source['name'], ''),
      url: nullable(source['url']),
      quote: nullable(source['quote']),
      confidence: choose<Confidence>(source['confidence'], confidences, 'project', 'confidence'),
    },
    inForce: { from: nullable(inForce['from']), to: nullable(inForce['to']) },
    appliesTo: names(rule['appliesTo'] ?? 'any'),
    subject: names(rule['subject'] ?? 'any'),
    modality,
    needs: names(rule['needs'] ?? 'text'),
    params: Object.fromEntries(
      Object.entries(record(rule['params'])).map(([name, value]) => [name, parseParam(value, `${at} ${name}`, complaints)]),
    ),
    marks: parseMarks(rule['marks'], at, complaints),
    applies: nullable(rule['applies']),
    when: nullable(rule['when']),
    undecidedWhen: nullable(rule['undecidedWhen']),
    undecidedMessage: nullable(rule['undecided']),
    exceptions: list(rule['exceptions']).map(parseException),
    grades: parseGrades(rule['effect'], modality, at, complaints),
    approver: nullable(rule['approver']),
    suspendedInEmergency: rule['suspendedInEmergency'] === true,
    informative: rule['informative'] === true,
    decidedElsewhere: nullable(rule['decidedElsewhere']),
    message: text(rule['message'], ''),
    mend: nullable(rule['mend']),
    at: names(rule['at'] ?? []),
    each: rule['each'] === true,
  };
}

function parseException(value: unknown): Exception {
  if (typeof value === 'string') return { name: value, when: null };
  const exception = record(value);
  return { name: text(exception['name'], ''), when: nullable(exception['when']) };
}

/** `refuse`, or a ladder `{ refuse: condition, justify: condition, advise: true }` read from the top. */
function parseGrades(value: unknown, modality: Modality, at: string, complaints: Complaint[]): readonly Grade[] {
  if (value === undefined) return [{ effect: defaultEffect(modality), when: 'true' }];
  if (typeof value === 'string') return [{ effect: one<Effect>(value, effects, 'advise', `${at} effect`, complaints), when: 'true' }];
  return Object.entries(record(value)).map(([effect, when]) => ({
    effect: one<Effect>(effect, effects, 'advise', `${at} effect`, complaints),
    when: when === true ? 'true' : text(when, 'false'),
  }));
}

/** docs/rules.md, Effects. */
function defaultEffect(modality: Modality): Effect {
  if (modality === 'must-not' || modality === 'must') return 'refuse';
  return modality === 'may' ? 'advise' : 'justify';
}

function parseParam(value: unknown, at: string, complaints: Complaint[]): Param {
  const param = record(value);
  const given = param['default'];
  const provenance = param['provenance'];
  return {
    default: typeof given === 'number' || typeof given === 'boolean' || typeof given === 'string' ? given : null,
    provenance:
      provenance === null || provenance === undefined
        ? null
        : one<Exclude<Provenance, null>>(provenance, provenances, 'project', at, complaints),
    unit: nullable(param['unit']),
    stricter:
      param['stricter'] === undefined ? null : one<'lower' | 'higher'>(param['stricter'], ['lower', 'higher'], 'lower', at, complaints),
    choices: names(param['choices'] ?? []),
  };
}

export function parseMarks(value: unknown, at: string, complaints: Complaint[]): Readonly<Record<string, Mark>> {
  return Object.fromEntries(Object.entries(record(value)).map(([name, mark]) => [name, parseMark(mark, `${at} ${name}`, complaints)]));
}

function parseMark(value: unknown, at: string, complaints: Complaint[]): Mark {
  if (Array.isArray(value) || typeof value === 'string') return { stand: 'imposed', phrases: names(value), unless: [] };
  const mark = record(value);
  return {
    stand: one<Stand>(mark['stand'] ?? 'imposed', stands, 'imposed', at, complaints),
    phrases: names(mark['phrases']),
    unless: names(mark['unless'] ?? []),
  };
}

function parseCase(value: Raw, at: string, complaints: Complaint[]): RuleCase {
  for (const key of Object.keys(value)) if (!caseKeys.has(key)) complaints.push({ path: at, detail: `unknown field ${key} of a case` });
  const effect = value['effect'];
  return {
    name: text(value['name'], ''),
    says: nullable(value['says']),
    text: nullable(value['text']),
    title: nullable(value['title']),
    from: nullable(value['from']),
    to: nullable(value['to']),
    number: nullable(value['number']),
    date: nullable(value['date']),
    today: nullable(value['today']),
    metadata: value['metadata'] === undefined ? null : record(value['metadata']),
    params: Object.fromEntries(Object.entries(record(value['params'])).map(([name, given]) => [name, paramValue(given)])),
    expect: one(value['expect'], outcomes, 'silent', `${at} expect`, complaints),
    effect: effect === undefined || effect === null ? null : one<Effect>(effect, effects, 'advise', `${at} effect`, complaints),
    mended: parseMended(value['mended'], at, complaints),
  };
}

const mendable = ['says', 'title', 'from', 'to', 'number', 'text'] as const;

/** A body as it reads after the mend, or the fields that change. */
function parseMended(value: unknown, at: string, complaints: Complaint[]): Mended | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return { says: value };
  const given = record(value);
  for (const key of Object.keys(given))
    if (!mendable.some((field) => field === key)) complaints.push({ path: at, detail: `unknown field ${key} of a mended case` });
  return Object.fromEntries(mendable.flatMap((field) => (given[field] === undefined ? [] : [[field, text(given[field], '')]])));
}

function paramValue(value: unknown): ParamValue {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null;
}

function one<T extends string>(value: unknown, options: readonly T[], fallback: T, at: string, complaints: Complaint[]): T {
  const found = options.find((option) => option === value);
  if (found !== undefined) return found;
  if (value !== undefined) complaints.push({ path: at, detail: `${JSON.stringify(value)} is none of ${options.join(', ')}` });
  return fallback;
}

const record = (value: unknown): Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown, fallback: string): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : fallback;
const nullable = (value: unknown): string | null => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : null);
const names = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []);
