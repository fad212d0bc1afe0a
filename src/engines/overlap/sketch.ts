import { normalise } from '../reading/index.ts';

/** Characters to a shingle: long enough to be rare, short enough that one change spoils few. */
const SHINGLE = 5;
/** Shingles kept of a paper: the smallest by their hash, so that two papers keep the same ones (bottom-k sketch, Broder 1997). */
export const KEPT = 96;

/** What every notice says, whoever sends it: never counted, however few papers there are. */
const formulas =
  /(?:现将)?有关(?:事项|要求|情况|工作)通知如下|请(?:各单位|各地|各乡镇)?(?:结合实际)?认真(?:贯彻|抓好)?(?:执行|落实)|各(?:乡镇|镇|街道|县|市|区)+(?:党委)?、?(?:人民政府|办事处)?|县直(?:各|有关)(?:单位|部门)|为(?:进一步|深入|切实)(?:做好|贯彻落实|加强|推进)|特此(?:通知|函告)|加强组织领导|提高(?:政治)?站位|压实(?:工作)?责任|联系人|联系电话|附件\d*|收到请回复|@所有人|工作提示|温馨提示|关于(?:做好|开展|进一步)|(?:的)?(?:通知|函|通报|提示|方案)$/gmu;

/** Stands where a formula was. Line ends are no gaps: copies are wrapped anew. */
const GAP = '·';

/** The words of a paper that may tell it from others: no marks, no blanks, digits alike in width. */
export function substance(text: string): string {
  return normalise(text)
    .text.replaceAll(GAP, ' ')
    .replaceAll(formulas, GAP)
    .replaceAll(/[^\p{Script=Han}\p{Letter}\p{Number}·]/gu, '');
}

/** 32 bits of a shingle: FNV-1a over its code units, then mixed (murmur3's finaliser) so that the smallest are a fair draw. */
function hashAt(text: string, at: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let place = at; place < at + length; place += 1) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The smallest hashes of a paper's shingles, ascending, each once; shorter papers have fewer. */
export function sketchOf(text: string): Uint32Array {
  const words = substance(text);
  const hashes = new Uint32Array(Math.max(0, words.length - SHINGLE + 1));
  let count = 0;
  // No shingle reaches over a formula left out.
  let broken = -1;
  for (let at = 0; at + SHINGLE <= words.length; at += 1) {
    if (at > broken) broken = words.indexOf(GAP, at);
    if (broken < 0) broken = words.length;
    if (broken < at + SHINGLE) continue;
    hashes[count] = hashAt(words, at, SHINGLE);
    count += 1;
  }
  const sorted = hashes.subarray(0, count).sort();
  const kept = new Uint32Array(Math.min(count, KEPT));
  let size = 0;
  for (const hash of sorted) {
    if (size === KEPT) break;
    if (size > 0 && kept[size - 1] === hash) continue;
    kept[size] = hash;
    size += 1;
  }
  return kept.slice(0, size);
}
