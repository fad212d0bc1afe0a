export { base64, equal, fromBase64, hex, textOf, utf8 } from './bytes.ts';
export { formatCheckpoint, openCheckpoint } from './checkpoint.ts';
export type { Checkpoint } from './checkpoint.ts';
export { commitAll, open } from './commitment.ts';
export type { Content, Opening, Salts } from './commitment.ts';
export { labelOf } from './facts.ts';
export type { Facts } from './facts.ts';
export { encodeLeaf, parseLeaf } from './leaf.ts';
export type { Leaf } from './leaf.ts';
export { formatVkey, isKeyName, noteKey, openNote, parseVkeys, signNote } from './note.ts';
export type { NoteKey } from './note.ts';
export { signPromise } from './promise.ts';
export { formatProof, parseProof } from './proof.ts';
export { formatReceipt } from './receipt.ts';
export type { Receipt } from './receipt.ts';
export { Rejection, rejections } from './rejection.ts';
export type { RejectionCode } from './rejection.ts';
export type { Deriver, Digest, Suite } from './suite.ts';
export {
  edgeTiles,
  emptyEdge,
  grow,
  hashAt,
  nodeOfTile,
  parseTilePath,
  rootOfEdge,
  tileOf,
  tilePath,
  widthAt,
} from './tiles.ts';
export type { Edge, Tile, TileName } from './tiles.ts';
export { consistencyRanges, inclusionRanges, isConsistent, isIncluded, joinNodes, leafHash, rangeNodes } from './tree.ts';
export type { Node, Range } from './tree.ts';
export { verifyReceipt } from './verify.ts';
export type { Verdict } from './verify.ts';
