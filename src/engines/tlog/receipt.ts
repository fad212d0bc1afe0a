import { canonical } from '../../base/canonical.ts';
import type { Json } from '../../base/json.ts';
import { base64, utf8 } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { Opened, Opening } from './commitment.ts';
import { factsOf, type Facts } from './facts.ts';
import { fieldName, parseLeaf, type Leaf } from './leaf.ts';
import { parseNote } from './note.ts';
import { parseProof } from './proof.ts';
import { Rejection } from './rejection.ts';
import type { Digest } from './suite.ts';
import { readable } from './words.ts';

/** A receipt as data. The file is a function of this alone: readable text, then these parts, then a sum over all of it (docs/log.md). */
export interface Receipt {
  /** Line of the key that signed. It tells which log is meant; whether to trust it is never up to the file. */
  readonly key: string;
  readonly openings: readonly Opening[];
  /** Exact leaves, terms first; the last is proven to be in the log, the earlier ones by its `prev`. */
  readonly leaves: readonly string[];
  readonly proof: string;
}

const marker = '[qingdan/receipt@v1]';
const sections = { openings: '[openings]', leaves: '[leaves]', proof: '[proof]', sum: '[sum]' };
const longestFile = 4 * 1024 * 1024;

export function formatReceipt(digest: Pick<Digest, 'hash'>, receipt: Receipt): string {
  const facts = receiptFacts(receipt);
  const body = [
    readable(facts),
    `${marker}\nkey ${receipt.key}`,
    [sections.openings, ...receipt.openings.map((opening) => canonical(openingJson(opening)))].join('\n'),
    [sections.leaves, ...receipt.leaves].join('\n'),
    `${sections.proof}\n${receipt.proof}${sections.sum}\n`,
  ].join('\n');
  return `${body}${base64(digest.hash(utf8(body)))}\n`;
}

export function receiptFacts({ leaves, openings, proof }: Receipt): Facts {
  const { index, checkpoint } = parseProof(proof);
  const { size, origin } = parseCheckpoint(parseNote(checkpoint).text);
  const facts = factsOf(leaves.map(parseLeaf), openings, { index, size, origin });
  if (facts === null) throw new Rejection('file.structure', sections.leaves);
  return facts;
}

/** The parts of the file, and the readable text as it stands in it. Says nothing yet about whether they hold. */
export function parseReceipt(file: string): { readonly receipt: Receipt; readonly text: string; readonly parsed: readonly Leaf[] } {
  if (file.length > longestFile || !looksLikeReceipt(file)) throw new Rejection('file.not-receipt');
  if (file.includes('\r')) throw new Rejection('file.line-ends');
  const [text, machine] = cut(file, `\n${marker}\n`, marker);
  const [key, afterKey] = cut(machine, `\n${sections.openings}\n`, sections.openings);
  const [openings, afterOpenings] = afterKey.startsWith(`${sections.leaves}\n`)
    ? ['', afterKey.slice(sections.leaves.length + 1)]
    : cut(afterKey, `\n${sections.leaves}\n`, sections.leaves);
  const [leaves, afterLeaves] = cut(afterOpenings, `\n${sections.proof}\n`, sections.proof);
  const end = afterLeaves.lastIndexOf(`\n${sections.sum}\n`);
  if (end < 0) throw new Rejection('file.structure', sections.sum);
  if (!key.startsWith('key ')) throw new Rejection('file.structure', marker);
  const lines = leaves.split('\n');
  const receipt: Receipt = {
    key: key.slice('key '.length),
    openings: openings === '' ? [] : openings.split('\n').map(parseOpening),
    leaves: lines,
    proof: afterLeaves.slice(0, end + 1),
  };
  return { receipt, text, parsed: lines.map(parseLeaf) };
}

/** A damaged receipt is a receipt that fails; a holiday picture is not one. One mark that survived is enough to tell. */
export function looksLikeReceipt(file: string): boolean {
  return ['尽责凭证', 'qingdan/receipt@v1', 'c2sp.org/tlog-proof@v1', sections.openings, sections.leaves].some((mark) =>
    file.includes(mark),
  );
}

function cut(text: string, at: string, where: string): [string, string] {
  const found = text.indexOf(at);
  if (found < 0) throw new Rejection('file.structure', where);
  return [text.slice(0, found), text.slice(found + at.length)];
}

function openingJson({ leaf, fields, values }: Opening): Json {
  return {
    leaf,
    fields: openedJson(fields),
    values: values === null ? null : { salt: values.salt, map: values.map, open: openedJson(values.open) },
  };
}

function openedJson(opened: Readonly<Record<string, Opened>>): Json {
  return Object.fromEntries(Object.entries(opened).map(([name, { salt, value }]) => [name, { salt, value }]));
}

function parseOpening(line: string): Opening {
  const json = jsonOf(line);
  const values = json['values'] ?? null;
  const opening: Opening = {
    leaf: textAt(json['leaf']),
    fields: openedAt(json['fields']),
    values:
      values === null
        ? null
        : { salt: textAt(objectAt(values)['salt']), map: mapAt(objectAt(values)['map']), open: openedAt(objectAt(values)['open']) },
  };
  // One value, one spelling: other keys, order, spaces or escapes are a change.
  if (canonical(openingJson(opening)) !== line) throw new Rejection('opening.form');
  return opening;
}

function openedAt(value: Json | undefined): Record<string, Opened> {
  return Object.fromEntries(
    Object.entries(objectAt(value)).map(([name, one]) => {
      const { salt, value: shown } = objectAt(one);
      if (shown === undefined || !fieldName.test(name)) throw new Rejection('opening.form');
      return [name, { salt: textAt(salt), value: shown }];
    }),
  );
}

function mapAt(value: Json | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(objectAt(value)).map(([key, commitment]) => [key, textAt(commitment)]));
}

function jsonOf(line: string): Record<string, Json> {
  try {
    return objectAt(JSON.parse(line) as Json);
  } catch {
    throw new Rejection('opening.form');
  }
}

function objectAt(value: Json | undefined): Record<string, Json> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Rejection('opening.form');
  return value as Record<string, Json>;
}

function textAt(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Rejection('opening.form');
  return value;
}
