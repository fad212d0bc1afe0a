import type { Metadata } from './demand.ts';

export interface MetadataFault {
  /** JSON pointer below the metadata. */
  readonly path: string;
  readonly detail: string;
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isEntry: Test = (value) => isText(value) || value === false;
const isRecordOfTexts: Test = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((inner) => inner === null || isText(inner));

const text = [isText, '要是文字或 null must be text or null'] as const;
const entry = [isEntry, '要是编号（文字）、false 或 null must be text, false or null'] as const;
const texts = [isRecordOfTexts, '要是一组文字或 null must be an object of texts or null'] as const;

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
  consistencyAssessed: [
    (value) => isText(value) || typeof value === 'boolean',
    '要是 true、false、文字或 null must be true, false, text or null',
  ],
  dutyItem: texts,
  emergency: texts,
  parent: text,
  sentAt: [(value) => isText(value) && /^\d{4}-\d{2}-\d{2}/.test(String(value)), '要以 2026-01-31 这样的日期开头 must begin with a date'],
};

/** What is wrong with declared metadata (rulebook.md section 0.3). Names that the rules do not know are let pass. */
export function metadataFaults(metadata: Readonly<Record<string, unknown>>): MetadataFault[] {
  return Object.entries(shapes).flatMap(([name, [fits, detail]]) => {
    const value = Object.hasOwn(metadata, name) ? (metadata[name] ?? null) : null;
    return value === null || fits(value) ? [] : [{ path: `/${name}`, detail }];
  });
}
