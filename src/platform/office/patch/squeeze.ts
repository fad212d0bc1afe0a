import { Deflate } from 'fflate';

/** Deflates one piece after the other of one part; what it returns, joined, is one raw deflate stream. The server hands in its native one. */
export type Squeeze = ((piece: Uint8Array, last: boolean) => Uint8Array) & {
  /** Its own check sum of a piece, going on from that of the pieces before; without one ours is taken. */
  readonly crc32?: (piece: Uint8Array, before: number) => number;
};

export type SqueezeMaker = () => Squeeze;

/** The one that runs everywhere. */
export function makeSqueeze(): Squeeze {
  let out: Uint8Array[] = [];
  let stream: Deflate | null = null;
  return (piece, last) => {
    stream ??= new Deflate({ level: 4 }, (chunk) => out.push(chunk));
    stream.push(piece, last);
    const whole = new Uint8Array(out.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of out) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    out = [];
    if (last) stream = null;
    return whole;
  };
}
