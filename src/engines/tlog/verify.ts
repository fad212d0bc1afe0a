import { equal, textOf, utf8 } from './bytes.ts';
import { openCheckpoint, type Checkpoint } from './checkpoint.ts';
import { checkOpening } from './commitment.ts';
import type { Facts } from './facts.ts';
import type { Leaf } from './leaf.ts';
import { formatVkey, type NoteKey } from './note.ts';
import { checkPromise } from './promise.ts';
import { meetsQuorum, type Policy } from './policy.ts';
import { parseProof } from './proof.ts';
import { formatReceipt, looksLikeReceipt, parseReceipt, receiptFacts, type Receipt } from './receipt.ts';
import { Rejection, rejections, type RejectionCode } from './rejection.ts';
import type { Suite } from './suite.ts';
import { isIncluded, leafHash } from './tree.ts';

export type Verdict =
  | { readonly ok: true; readonly facts: Facts; readonly key: string; readonly head: Checkpoint; readonly witnessed: boolean }
  | { readonly ok: false; readonly code: RejectionCode; readonly where: string | null; readonly zh: string; readonly en: string };

export interface Trust {
  /** Keys that the verifier trusts from elsewhere: paper, a witness's page, an earlier visit. Never from the receipt. */
  readonly keys: readonly NoteKey[];
  /** The promise that came with the acknowledgement, if it is to be held against the receipt. */
  readonly promise?: string;
  /** Whose cosignatures make a checkpoint witnessed. Without one nothing is called witnessed. */
  readonly policy?: Policy;
}

/** Holds a receipt file against the keys. Every byte of the file is bound: what the proofs do not cover, the text and the sum do. */
export function verifyReceipt(suite: Suite, file: Uint8Array, trust: Trust): Verdict {
  try {
    return verified(suite, file, trust);
  } catch (error) {
    // A RangeError is JSON nested too deep to be ours.
    const rejection =
      error instanceof Rejection
        ? error
        : error instanceof RangeError || error instanceof TypeError
          ? new Rejection('file.structure')
          : null;
    if (rejection === null) throw error;
    return { ok: false, code: rejection.code, where: rejection.where, ...rejections[rejection.code] };
  }
}

function verified(suite: Suite, bytes: Uint8Array, trust: Trust): Verdict {
  const file = textOf(bytes);
  if (file === null) throw new Rejection(looksLikeReceipt(new TextDecoder().decode(bytes)) ? 'file.encoding' : 'file.not-receipt');
  const { receipt, parsed } = parseReceipt(suite, file);
  const subject = checkChain(suite, receipt, parsed);
  for (const opening of receipt.openings) checkOpening(suite, opened(parsed, opening.leaf), opening);
  if (new Set(receipt.openings.map((opening) => opening.leaf)).size !== receipt.openings.length) throw new Rejection('opening.form');
  const { head, cosigners } = checkInclusion(suite, receipt, subject, trust);
  if (trust.promise !== undefined) checkPromise(suite, trust.promise, trust.keys, leafHash(suite.hash, utf8(subject)));
  checkFile(suite, file, receipt);
  return {
    ok: true,
    facts: receiptFacts(receipt),
    key: receipt.key,
    head,
    witnessed: trust.policy !== undefined && meetsQuorum(trust.policy, cosigners),
  };
}

/** Each leaf but the last must be named by the next one, so that one inclusion proof carries them all. Gives the last. */
function checkChain(suite: Suite, { leaves }: Receipt, parsed: readonly Leaf[]): string {
  for (const [at, line] of leaves.slice(0, -1).entries()) {
    const hash = leafHash(suite.hash, utf8(line));
    if (parsed[at + 1]?.prev.some((prev) => equal(prev, hash)) !== true) throw new Rejection('leaf.chain', `${at + 1}`);
  }
  const subject = leaves.at(-1);
  if (subject === undefined) throw new Rejection('file.structure');
  return subject;
}

function opened(leaves: readonly Leaf[], id: string): Leaf {
  const leaf = leaves.find((one) => one.id === id);
  if (leaf === undefined) throw new Rejection('opening.mismatch', id);
  return leaf;
}

function checkInclusion(
  suite: Suite,
  { key, proof, policy: carried }: Receipt,
  subject: string,
  { keys, policy }: Trust,
): { readonly head: Checkpoint; readonly cosigners: readonly NoteKey[] } {
  const { index, path, checkpoint } = parseProof(proof);
  const trusted = keys.find((one) => formatVkey(one) === key);
  if (trusted === undefined) throw new Rejection('key.unknown', key);
  if (carried?.logs.some((one) => formatVkey(one.key) === key) === false) throw new Rejection('policy.form', key);
  // A line by a witness of either policy must be good: the words of the file count those of the one that it carries.
  const witnesses = [policy, carried].flatMap((one) => one?.witnesses.map((witness) => witness.key) ?? []);
  const { origin, size, root, cosigners } = openCheckpoint(suite, checkpoint, [trusted, ...witnesses]);
  if (!isIncluded(suite.hash, { index, size, leaf: leafHash(suite.hash, utf8(subject)), path, root }))
    throw new Rejection('proof.inclusion');
  return { head: { origin, size, root }, cosigners };
}

/** The whole file must be the one that its own parts make. Names the first line that is not. */
function checkFile(suite: Suite, file: string, receipt: Receipt): void {
  const expected = formatReceipt(suite, receipt);
  if (file === expected) return;
  const [lines, wanted] = [file.split('\n'), expected.split('\n')];
  const at = wanted.findIndex((line, index) => line !== lines[index]);
  const inText = at >= 0 && at < wanted.findIndex((line) => line.startsWith('[qingdan/receipt@v'));
  throw new Rejection(inText ? 'text.changed' : 'file.sum', `line ${at < 0 ? lines.length : at + 1}`);
}
