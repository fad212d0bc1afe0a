import { Type } from 'typebox';
import { Problem } from '../../problem.ts';

export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
};

/** An opaque cursor: the sort key of the last row given, so that rows that come or go in between are neither doubled nor lost. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

const keyParts = {
  time: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/,
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  code: /^[0-9]{12}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  count: /^[0-9]{1,9}$/,
} as const;

/** What the parts of a sort key are: a forged cursor is refused here, before a database has to. */
export type KeyPart = keyof typeof keyParts;

export function decodeCursor(cursor: string | undefined, shape: readonly KeyPart[]): readonly string[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === shape.length && key.every((part, index) => isKeyPart(part, shape[index]))) return key;
  } catch {
    // falls through to the problem
  }
  throw new Problem('input.cursor');
}

function isKeyPart(part: unknown, kind: KeyPart | undefined): boolean {
  if (typeof part !== 'string' || kind === undefined || !keyParts[kind].test(part)) return false;
  return (kind !== 'time' && kind !== 'day') || !Number.isNaN(Date.parse(part));
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Takes limit + 1 rows and cuts: the extra one only says that there is more. */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly string[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

export function pageSchema<T extends Parameters<typeof Type.Array>[0]>(item: T) {
  return Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) });
}
