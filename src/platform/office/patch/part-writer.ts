import { crc32, limits, refusal, shownPart } from '../read/index.ts';
import type { Squeeze, SqueezeMaker } from './squeeze.ts';

/** The packed bytes of one part. */
export interface Packed {
  readonly crc: number;
  readonly size: number;
  readonly data: readonly Uint8Array[];
}

/** Takes the text of a part piece by piece, so that a large sheet never stands whole in memory. */
export class PartWriter {
  #pending: string[] = [];
  #length = 0;
  #crc = 0;
  #size = 0;
  readonly #data: Uint8Array[] = [];
  readonly #squeeze: Squeeze;
  readonly #part: string;
  readonly #encoder = new TextEncoder();

  constructor(part: string, makeSqueeze: SqueezeMaker) {
    this.#part = part;
    this.#squeeze = makeSqueeze();
  }

  write(text: string): void {
    if (text === '') return;
    this.#pending.push(text);
    this.#length += text.length;
    if (this.#length >= 262_144) this.#flush(false);
  }

  end(): Packed {
    this.#flush(true);
    return { crc: this.#crc, size: this.#size, data: this.#data };
  }

  #flush(last: boolean): void {
    const bytes = this.#encoder.encode(this.#pending.join(''));
    this.#pending = [];
    this.#length = 0;
    this.#crc = crc32(bytes, this.#crc);
    this.#size += bytes.length;
    // What we would refuse to read we do not write.
    if (this.#size > limits.partBytes) throw refusal('file.too-large', shownPart(this.#part), '填好以后太大', '请分成几份填。');
    this.#data.push(this.#squeeze(bytes, last));
  }
}

export function packText(part: string, text: string, makeSqueeze: SqueezeMaker): Packed {
  const writer = new PartWriter(part, makeSqueeze);
  for (let at = 0; at < text.length; at += 262_144) writer.write(text.slice(at, at + 262_144));
  return writer.end();
}
