import { base64, fromBase64 } from './bytes.ts';
import { parseSize } from './checkpoint.ts';
import { Rejection } from './rejection.ts';

/** c2sp.org/tlog-proof, text form, version 1: index, path with the leaf's sibling first, blank line, checkpoint as it was signed. */
export interface TlogProof {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
}

const head = 'c2sp.org/tlog-proof@v1';

export function formatProof({ index, path, checkpoint }: TlogProof): string {
  return [head, `index ${index}`, ...path.map(base64), '', checkpoint].join('\n');
}

export function parseProof(text: string): TlogProof {
  const gap = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, gap).split('\n');
  if (gap < 0 || first !== head) throw new Rejection('proof.form');
  // Unauthenticated by definition; we never write it and take nothing from it.
  if (lines[0]?.startsWith('extra ') === true && fromBase64(lines[0].slice(6)) !== null) lines.shift();
  const index = parseSize(/^index (\d+)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  const path = lines.map(fromBase64);
  if (index === null || path.length > 63 || !path.every((hash) => hash?.length === 32)) throw new Rejection('proof.form');
  return { index, path: path.filter((hash) => hash !== null), checkpoint: text.slice(gap + 2) };
}
