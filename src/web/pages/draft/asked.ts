import { elementOf, SURE, type Answer, type Element, type TableUnderstanding } from '../../../engines/forms/index.ts';
import type { Field, FieldType } from '../../../nouns/demands/terms.ts';
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
        path: [...cell.rowPath, ...cell.columnPath],
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
