import { Inflate } from 'fflate';
import { Problem } from '../../../problem.ts';
import { crc32 } from './crc32.ts';
import { limits } from './limits.ts';
import { refusal, shownPart } from './refusal.ts';

/** Input a push: deflate grows at most 1032-fold, so one push yields at most 4 MiB before the counter looks. */
const STEP = 4096;

interface Part {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
}

/** Inflates into `sink`, counting what really comes out; what the headers claim is never trusted. Returns the bytes that came out. */
export function inflatePart(data: Uint8Array, part: Part, budget: number, sink: (chunk: Uint8Array) => void): number {
  const where = shownPart(part.name);
  let count = 0;
  let crc = 0;
  const take = (chunk: Uint8Array): void => {
    count += chunk.length;
    if (count > budget) throw refusal('file.hostile', where, '解开以后太大');
    if (count > limits.ratioFrom && count > data.length * limits.ratio)
      throw refusal('file.hostile', where, '压缩得不正常（解开后大了二百倍以上）');
    if (count > part.size) throw refusal('file.hostile', where, '解开以后比它写的大');
    crc = crc32(chunk, crc);
    sink(chunk);
  };
  if (part.method === 0) {
    for (let at = 0; at < data.length; at += 65_536) take(data.subarray(at, at + 65_536));
  } else {
    inflateSteps(data, take, where);
  }
  if (count !== part.size || crc !== part.crc) throw refusal('file.damaged', where, '文件里有一部分坏了');
  return count;
}

function inflateSteps(data: Uint8Array, take: (chunk: Uint8Array) => void, where: string): void {
  // fflate's own errors mean a damaged stream; what `take` throws is already a refusal and passes.
  const inflate = new Inflate(take);
  try {
    for (let at = 0; at === 0 || at < data.length; at += STEP) inflate.push(data.subarray(at, at + STEP), at + STEP >= data.length);
  } catch (error) {
    throw error instanceof Problem ? error : refusal('file.damaged', where, '文件里有一部分解不开');
  }
}
