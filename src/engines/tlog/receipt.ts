import { canonical } from '../../base/canonical.ts';
import type { Json } from '../../base/json.ts';
import { base64, utf8 } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import type { Opened, Opening } from './commitment.ts';
import { factsOf, type Facts, type Witnessing } from './facts.ts';
import { fieldName, parseLeaf, type Leaf } from './leaf.ts';
import { parseNote, type NoteSignature } from './note.ts';
import { cosignersNamed, formatPolicy, meetsQuorum, parsePolicy, type Policy } from './policy.ts';
import { parseProof } from './proof.ts';
import { Rejection } from './rejection.ts';
import type { Digest } from './suite.ts';
import { readable } from './words.ts';

/** A receipt as data. The file is a function of this alone: readable text, then these parts, then a sum over all of it (docs/log.md). */
export interface Receipt {
  /** Line of the key that signed. It tells which log is meant; whether to trust it is never up to the file. */
  readonly key: string;
  /** Whose cosignatures make it witnessed; null where the log has no witnesses yet. Like the key, it is never trusted because it stands here. */
  readonly policy: Policy | null;
  readonly openings: readonly Opening[];
  /** Exact leaves, terms first; the last is proven to be in the log, the earlier ones by its `prev`. */
  readonly leaves: readonly string[];
  readonly proof: string;
}

const marker = '[qingdan/receipt@v1]';
/** With a policy, and with words that tell who witnessed. */
const witnessedMarker = '[qingdan/receipt@v2]';
const sections = { policy: '[policy]', openings: '[openings]', leaves: '[leaves]', proof: '[proof]', sum: '[sum]' };
const longestFile = 4 * 1024 * 1024;

export function formatReceipt(digest: Pick<Digest, 'hash'>, receipt: Receipt): string {
  const facts = receiptFacts(receipt);
  const body = [
    readable(facts),
    `${receipt.policy === null ? marker : witnessedMarker}\nkey ${receipt.key}`,
    ...(receipt.policy === null ? [] : [`${sections.policy}\n${formatPolicy(receipt.policy).trimEnd()}`]),
    [sections.openings, ...receipt.openings.map((opening) => canonical(openingJson(opening)))].join('\n'),
    [sections.leaves, ...receipt.leaves].join('\n'),
    `${sections.proof}\n${receipt.proof}${sections.sum}\n`,
  ].join('\n');
  return `${body}${base64(digest.hash(utf8(body)))}\n`;
}

export function receiptFacts({ leaves, openings, proof, policy }: Receipt): Facts {
  const { index, checkpoint } = parseProof(proof);
  const { text, signatures } = parseNote(checkpoint);
  const { size, origin } = parseCheckpoint(text);
  const witnessed = policy === null ? null : witnessing(policy, signatures);
  const facts = factsOf(leaves.map(parseLeaf), openings, { index, size, origin, witnessed });
  if (facts === null) throw new Rejection('file.structure', sections.leaves);
  return facts;
}

function witnessing(policy: Policy, signatures: readonly NoteSignature[]): Witnessing {
  const by = cosignersNamed(policy, signatures);
  const quorum = meetsQuorum(
    policy,
    by.map(({ key }) => key),
  );
  return { quorum, by: by.map(({ name }) => name), of: policy.witnesses.length };
}

/** The parts of the file, and the readable text as it stands in it. Says nothing yet about whether they hold. */
export function parseReceipt(
  digest: Pick<Digest, 'hash'>,
  file: string,
): { readonly receipt: Receipt; readonly text: string; readonly parsed: readonly Leaf[] } {
  if (file.length > longestFile || !looksLikeReceipt(file)) throw new Rejection('file.not-receipt');
  if (file.includes('\r')) throw new Rejection('file.line-ends');
  const [text, machine, hasPolicy] = readableOf(file);
  const [key, afterKey] = cut(machine, '\n', marker);
  if (!key.startsWith('key ')) throw new Rejection('file.structure', marker);
  const [policy, afterPolicy] = hasPolicy ? section(afterKey, sections.policy, sections.openings) : ['', afterKey];
  const [openings, afterOpenings] = section(afterPolicy, sections.openings, sections.leaves);
  const [leaves, afterLeaves] = section(afterOpenings, sections.leaves, sections.proof);
  const end = afterLeaves.lastIndexOf(`\n${sections.sum}\n`);
  if (end < 0) throw new Rejection('file.structure', sections.sum);
  const lines = leaves.split('\n');
  const receipt: Receipt = {
    key: key.slice('key '.length),
    policy: hasPolicy ? parsePolicy(digest, `${policy}\n`) : null,
    openings: openings === '' ? [] : openings.split('\n').map(parseOpening),
    leaves: lines,
    proof: afterLeaves.slice(`${sections.proof}\n`.length, end + 1),
  };
  return { receipt, text, parsed: lines.map(parseLeaf) };
}

/** The words for people, what comes after the marker, and whether a policy is part of it. */
export function readableOf(file: string): [text: string, machine: string, hasPolicy: boolean] {
  const hasPolicy = file.includes(`\n${witnessedMarker}\n`);
  const mark = hasPolicy ? witnessedMarker : marker;
  return [...cut(file, `\n${mark}\n`, mark), hasPolicy];
}

/** The lines under one heading, and the rest from the next heading on. */
function section(text: string, heading: string, next: string): [string, string] {
  if (text.startsWith(`${heading}\n${next}\n`)) return ['', text.slice(heading.length + 1)];
  if (!text.startsWith(`${heading}\n`)) throw new Rejection('file.structure', heading);
  const end = text.indexOf(`\n${next}\n`);
  if (end < 0) throw new Rejection('file.structure', next);
  return [text.slice(heading.length + 1, end), text.slice(end + 1)];
}

/** A damaged receipt is a receipt that fails; a holiday picture is not one. One mark that survived is enough to tell. */
export function looksLikeReceipt(file: string): boolean {
  return ['尽责凭证', 'qingdan/receipt@v', 'c2sp.org/tlog-proof@v1', sections.openings, sections.leaves].some((mark) =>
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
