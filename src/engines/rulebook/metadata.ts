import type { Metadata } from './demand.ts';

export interface MetadataFault {
  /** JSON pointer below the metadata. */
  readonly path: string;
  readonly detail: string;
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isEntry: Test = (value) => ['string', 'number', 'boolean'].includes(typeof value);
const isRecord: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isDuty: Test = (value) => isRecord(value) && ['list', 'item'].every((name) => isText((value as Record<string, unknown>)[name] ?? ''));

const text = [isText, '要是文字或 null must be text or null'] as const;
const entry = [isEntry, '要是编号、true、false 或 null must be a number of the entry, true, false or null'] as const;

const shapes: Readonly<Record<keyof Metadata, readonly [Test, string]>> = {
  issuer: text,
  issuerLevel: text,
  issuerKind: text,
  kind: text,
  addresseeLevels: [(value) => Array.isArray(value) && value.every(isText), '要是一列文字或 null must be a list of texts or null'],
  plannedItem: entry,
  filingNumber: entry,
  listEntry: entry,
  approvedBy: entry,
  consistencyAssessed: entry,
  dutyItem: [isDuty, '要是 {list, item} 或 null must be {list, item} or null'],
  emergency: [(value) => isRecord(value) || isText(value) || typeof value === 'boolean', '要是 {basis} 或 null must be {basis} or null'],
  parent: text,
  sentAt: [(value) => isText(value) && /^\d{4}-\d{2}-\d{2}/.test(String(value)), '要以 2026-01-31 这样的日期开头 must begin with a date'],
};

/** Names that the rules do not know, for whoever wrote the object by hand: a misspelt plannedItem would refuse a planned check. */
export function unknownMetadata(metadata: Readonly<Record<string, unknown>>): MetadataFault[] {
  return Object.keys(metadata)
    .filter((name) => !Object.hasOwn(shapes, name))
    .map((name) => ({ path: `/${name}`, detail: `没有这一项，有：${Object.keys(shapes).join(' ')} no such entry` }));
}

/** What is wrong with declared metadata (docs/rules.md, What is declared). Names that the rules do not know are let pass. */
export function metadataFaults(metadata: Readonly<Record<string, unknown>>): MetadataFault[] {
  return Object.entries(shapes).flatMap(([name, [fits, detail]]) => {
    const value = Object.hasOwn(metadata, name) ? (metadata[name] ?? null) : null;
    return value === null || fits(value) ? [] : [{ path: `/${name}`, detail }];
  });
}
