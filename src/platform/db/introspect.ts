import { sql, type Kysely } from 'kysely';

interface Column {
  table_name: string;
  column_name: string;
  udt_name: string;
  is_nullable: 'YES' | 'NO';
  column_default: string | null;
  is_generated: 'ALWAYS' | 'NEVER';
}

const types: Readonly<Record<string, string>> = {
  text: 'string',
  uuid: 'string',
  date: 'string',
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  float8: 'number',
  numeric: 'number',
  bytea: 'Buffer',
  timestamptz: 'Date',
  jsonb: 'Json',
  _text: 'string[]',
  _int4: 'number[]',
  _numeric: 'number[]',
  _bytea: 'Buffer[]',
  _uuid: 'string[]',
};

/** TypeScript types of the migrated tables, in a stable order: what the code believes is what the database has. */
export async function renderSchema<T>(db: Kysely<T>): Promise<string> {
  const { rows } = await sql<Column>`
    select table_name, column_name, udt_name, is_nullable, column_default, is_generated from information_schema.columns
    where table_schema = 'public' and table_name <> 'migration' order by table_name, ordinal_position`.execute(db);
  const tables = group(rows);
  const blocks = [...tables].map(([table, columns]) => `export interface ${typeName(table)} {\n${columns.map(line).join('\n')}\n}\n`);
  const index = [...tables.keys()].map((table) => `  ${table}: ${typeName(table)};`).join('\n');
  return [
    '// Written by `npm run types` from the migrated database; a test compares. Do not edit.',
    "import type { ColumnType } from 'kysely';",
    '',
    'type Json = ColumnType<unknown, string, string>;',
    '',
    ...blocks,
    `export interface Schema {\n${index}\n}`,
    '',
  ].join('\n');
}

function line({ column_name, udt_name, is_nullable, column_default, is_generated }: Column): string {
  const plain = types[udt_name];
  if (plain === undefined) throw new Error(`no TypeScript type for the database type ${udt_name} of ${column_name}`);
  const nullable = is_nullable === 'YES';
  const read = nullable ? `${plain} | null` : plain;
  if (is_generated === 'ALWAYS') return `  ${column_name}: ColumnType<${read}, never, never>;`;
  if (plain === 'Json') return `  ${column_name}: ${nullable ? 'Json | null' : 'Json'};`;
  if (nullable || column_default !== null) return `  ${column_name}: ColumnType<${read}, ${read} | undefined, ${read}>;`;
  return `  ${column_name}: ${read};`;
}

function typeName(table: string): string {
  return table.replace(/(^|_)([a-z])/g, (_, _gap: string, letter: string) => letter.toUpperCase());
}

function group(rows: readonly Column[]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>();
  for (const row of rows) tables.set(row.table_name, [...(tables.get(row.table_name) ?? []), row]);
  return tables;
}
