import { equal, hex } from './bytes.ts';
import { cosignatureType, formatVkey, parseVkey, type NoteKey, type NoteSignature } from './note.ts';
import { Rejection } from './rejection.ts';
import type { Digest } from './suite.ts';

/** c2sp.org/tlog-policy: which logs and witnesses are known, and how many of whom make a checkpoint witnessed. */
export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  readonly groups: readonly { readonly name: string; readonly atLeast: number; readonly members: readonly string[] }[];
  /** Name of a witness or group; null where none is asked for, and then nothing is ever called witnessed. */
  readonly quorum: string | null;
}

export interface PolicyLog {
  readonly key: NoteKey;
  readonly url: string | null;
}

export interface PolicyWitness extends PolicyLog {
  readonly name: string;
}

interface Draft {
  readonly logs: PolicyLog[];
  readonly witnesses: PolicyWitness[];
  readonly groups: Policy['groups'][number][];
  /** Names defined so far that no group has yet: each may stand in one group only. */
  readonly free: Map<string, boolean>;
  quorum: string | null | undefined;
}

type Read = (draft: Draft, words: readonly string[], digest: Pick<Digest, 'hash'>) => boolean;

const readers: Readonly<Record<string, Read>> = { log: readLog, witness: readWitness, group: readGroup, quorum: readQuorum };

/** @throws Rejection policy.form with the number of the line */
export function parsePolicy(digest: Pick<Digest, 'hash'>, text: string): Policy {
  const draft: Draft = { logs: [], witnesses: [], groups: [], free: new Map(), quorum: undefined };
  for (const [at, line] of text.split('\n').entries()) {
    const [word = '', ...words] = line.split(/[ \t]+/).filter((one) => one !== '');
    if (word === '' || word.startsWith('#')) continue;
    const read = Object.hasOwn(readers, word) ? readers[word] : undefined;
    if (read === undefined || !read(draft, words, digest)) throw new Rejection('policy.form', `line ${at + 1}`);
  }
  const { logs, witnesses, groups, quorum } = draft;
  if (quorum === undefined) throw new Rejection('policy.form', 'quorum');
  return { logs, witnesses, groups, quorum };
}

function readLog({ logs }: Draft, [vkey = '', url, ...more]: readonly string[], digest: Pick<Digest, 'hash'>): boolean {
  const key = parseVkey(digest, vkey);
  if (more.length > 0 || key.type === cosignatureType || isKnown(logs, key)) return false;
  logs.push({ key, url: url ?? null });
  return true;
}

function readWitness(
  { witnesses, free }: Draft,
  [name = '', vkey = '', url, ...more]: readonly string[],
  digest: Pick<Digest, 'hash'>,
): boolean {
  const key = parseVkey(digest, vkey);
  if (more.length > 0 || key.type !== cosignatureType || isKnown(witnesses, key) || !define(free, name)) return false;
  witnesses.push({ name, key, url: url ?? null });
  return true;
}

function readGroup({ groups, free }: Draft, [name = '', count = '', ...members]: readonly string[]): boolean {
  const atLeast = count === 'any' ? 1 : count === 'all' ? members.length : /^[1-9]\d*$/.test(count) ? Number(count) : 0;
  if (atLeast < 1 || atLeast > members.length) return false;
  for (const member of members) {
    if (free.get(member) !== true) return false;
    free.set(member, false);
  }
  if (!define(free, name)) return false;
  groups.push({ name, atLeast, members });
  return true;
}

function readQuorum(draft: Draft, [name = '', ...more]: readonly string[]): boolean {
  if (draft.quorum !== undefined || more.length > 0 || (name !== 'none' && !draft.free.has(name))) return false;
  draft.quorum = name === 'none' ? null : name;
  return true;
}

function define(free: Map<string, boolean>, name: string): boolean {
  if (name === 'none' || free.has(name)) return false;
  free.set(name, true);
  return true;
}

/** The key counts, not its name: one witness under two names would have two votes. */
function isKnown(known: readonly PolicyLog[], key: NoteKey): boolean {
  return known.some((one) => hex(one.key.publicKey) === hex(key.publicKey));
}

/** Whether these keys, each of which cosigned the checkpoint, are enough. */
export function meetsQuorum({ witnesses, groups, quorum }: Policy, cosigners: readonly NoteKey[]): boolean {
  const met = (name: string): boolean => {
    const group = groups.find((one) => one.name === name);
    if (group !== undefined) return group.members.filter(met).length >= group.atLeast;
    return witnesses.some((one) => one.name === name && cosigners.some((key) => hex(key.publicKey) === hex(one.key.publicKey)));
  };
  return quorum !== null && met(quorum);
}

/** The policy as a receipt carries it: one spelling, no comments, and no addresses, which say nothing about whom to trust. */
export function formatPolicy({ logs, witnesses, groups, quorum }: Policy): string {
  return [
    ...logs.map(({ key }) => `log ${formatVkey(key)}`),
    ...witnesses.map(({ name, key }) => `witness ${name} ${formatVkey(key)}`),
    ...groups.map(({ name, atLeast, members }) => `group ${name} ${atLeast} ${members.join(' ')}`),
    `quorum ${quorum ?? 'none'}\n`,
  ].join('\n');
}

/** Those of the policy's witnesses whose lines stand under a note. That the lines are good is for `openNote` to say. */
export function cosignersNamed({ witnesses }: Policy, signatures: readonly NoteSignature[]): PolicyWitness[] {
  return witnesses.filter(({ key }) => signatures.some(({ name, keyId }) => name === key.name && equal(keyId, key.id)));
}
