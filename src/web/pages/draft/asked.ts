import { elementOf, parsePeriod, SURE, type Answer, type Element, type TableUnderstanding } from '../../../engines/forms/index.ts';
import type { Field, FieldType, Roster } from '../../../nouns/demands/terms.ts';
import { refOf } from '../../../platform/office/read/index.ts';
import { fieldOf } from './suggest.ts';

const most = 200;

/**
 * What a department's own tables ask of one unit, as fields. A field that the dictionary knows is called by the key of its element, so that
 * a value recorded once answers it. Tables of one row a person or a household are no fields: they are filled from registers.
 */
export function fieldsOfTables(tables: readonly TableUnderstanding[]): readonly Field[] {
  const places = tables.flatMap(placesOf);
  const fields: Field[] = [];
  const keys = new Set<string>();
  for (const { answer, path, choices, place } of places) {
    const element =
      answer.element !== null && answer.confidence >= SURE && answer.yearOffset === 0 && !keys.has(answer.element)
        ? elementOf(answer.element)
        : null;
    const field = element === null ? unknown(path, answer.unit, fields.length) : known(element, path, answer.unit, choices);
    if (field === null || fields.some((other) => other.label === field.label && other.unit === field.unit)) continue;
    keys.add(field.key);
    fields.push({ ...field, place });
  }
  return fields.slice(0, most);
}

/** What joins people and their homes, where a roster asks of both. */
const joining = 'household.code';

/** Tables of one row a person, a household, a plot: the columns that registers answer. Each is read on the ground of the demand, so none is guessed. */
export function rostersOfTables(tables: readonly TableUnderstanding[]): readonly Roster[] {
  return tables.flatMap((table) => {
    if (table.kind !== 'roster' || table.subject === null || table.subject === 'unit') return [];
    const columns = new Map<string, string>();
    for (const { element, confidence, role, path } of table.columns)
      if (element !== null && role === 'value' && confidence >= SURE && !/^(?:report|unit)\./u.test(element) && !columns.has(element))
        columns.set(element, labelOf(path));
    const subjects = new Set([...columns.keys()].map((key) => key.split('.')[0]));
    if (subjects.size > 1 && subjects.has('household') && !columns.has(joining)) columns.set(joining, elementOf(joining)?.zh ?? joining);
    return columns.size === 0 ? [] : [{ sheet: table.sheet, columns: [...columns].map(([key, label]) => ({ key, label })) }];
  });
}

/** 2025年, 2025年6月末: of when the figures are asked, where the whole table says it once. Null: it does not. */
export function dayOfTables(tables: readonly TableUnderstanding[]): string | null {
  const headings = new Set(
    tables.flatMap(({ cells }) => cells.filter(({ formula }) => !formula).map(({ columnPath }) => columnPath.join(' '))),
  );
  const found = [...headings].flatMap((heading) => {
    const [, year, month] = /(?<!\d)(20\d{2})年(?:(\d{1,2})月)?(?:末|底)?$/u.exec(heading) ?? [];
    return year === undefined ? [] : [parsePeriod(month === undefined ? year : `${year}-${month.padStart(2, '0')}`)?.last ?? ''];
  });
  const [day = ''] = found;
  return day !== '' && found.length === headings.size && new Set(found).size === 1 ? day : null;
}

/** Headings over a column of values that say no more than that. */
const nothingSaid = /^(?:数值|数量|数据|指标值|填报数|填写内容|填报内容|内容|现状|结果)$/u;

interface Asked {
  readonly answer: Answer;
  readonly path: readonly string[];
  readonly choices: readonly string[] | null;
  /** As terms name it: `表1!C7`, or the column `表1!C`. */
  readonly place: string;
}

const nobodysFact = /^report\.|^unit\.(?:name|code|townName|villageName)$/u;

function placesOf(table: TableUnderstanding): readonly Asked[] {
  if (table.kind === 'statistic')
    return table.cells
      .filter(({ formula }) => !formula)
      .map((cell) => ({
        answer: cell,
        path: [...cell.rowPath, ...cell.columnPath.filter((heading) => !nothingSaid.test(heading))],
        choices: null,
        place: `${table.sheet}!${refOf(cell.row, cell.column)}`,
      }));
  if (table.subject !== null && table.subject !== 'unit') return [];
  const columns = table.columns
    .filter(({ role, element }) => role === 'value' && !nobodysFact.test(element ?? ''))
    .map((column) => ({
      answer: column,
      path: column.path,
      choices: column.list,
      place: `${table.sheet}!${refOf(0, column.column).slice(0, -1)}`,
    }));
  const cells = table.kind === 'card' ? table.meta.filter(({ element }) => !nobodysFact.test(element ?? '')) : [];
  return [
    ...cells.map((cell) => ({
      answer: cell,
      path: [cell.label],
      choices: cell.options,
      place: `${table.sheet}!${refOf(cell.row, cell.column)}`,
    })),
    ...columns,
  ];
}

function known(element: Element, path: readonly string[], unit: string | null, choices: readonly string[] | null): Field {
  const list = choices ?? element.codeList?.map(({ zh }) => zh) ?? null;
  const type = typeOf(element, list);
  const numeric = type === 'integer' || type === 'decimal';
  return {
    key: element.key,
    label: labelOf(path),
    definition: element.definition,
    type,
    unit: numeric ? (unit ?? element.unit) : null,
    min: numeric ? 0 : null,
    max: null,
    choices: type === 'choice' ? [...new Set(list)].slice(0, 60) : null,
    required: true,
  };
}

function typeOf({ type }: Element, list: readonly string[] | null): FieldType {
  switch (type) {
    case 'integer':
    case 'year':
      return 'integer';
    case 'decimal':
    case 'money':
    case 'area':
      return 'decimal';
    case 'date':
      return 'date';
    case 'boolean':
      return 'boolean';
    case 'code':
      return list === null ? 'text' : 'choice';
    case 'address':
    case 'bank':
    case 'divisionCode':
    case 'idNumber':
    case 'month':
    case 'name':
    case 'phone':
    case 'text':
      return 'text';
  }
}

/** The heading alone says what it is: its guess is a suggestion like any other. */
function unknown(path: readonly string[], unit: string | null, at: number): Field | null {
  const label = labelOf(path);
  if (label === '') return null;
  return fieldOf(label, at, unit);
}

function labelOf(path: readonly string[]): string {
  return path.join(' ').slice(0, 120);
}
