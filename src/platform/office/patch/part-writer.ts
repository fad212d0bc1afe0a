import { crc32, limits, refusal, shownPart } from '../read/index.ts';
import type { Squeeze, SqueezeMaker } from './squeeze.ts';

/** The packed bytes of one part. */
export interface Packed {
  readonly crc: number;
  readonly size: number;
  readonly data: readonly Uint8Array[];
}

const ROOM = 262_144;

/** Takes the text of a part piece by piece, however small, so that a large sheet never stands whole in memory. */
export class PartWriter {
  readonly #room = new Uint8Array(ROOM);
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
    const room = this.#room;
    if (text.length > SMALL) return this.#writeLong(text);
    if (this.#length + text.length * 3 > ROOM) this.#flush(false);
    let to = this.#length;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      // Markup and figures are ASCII; a piece that is not is encoded as a whole.
      if (unit > 0x7f) {
        to = this.#length + this.#encoder.encodeInto(text, room.subarray(this.#length)).written;
        break;
      }
      room[to++] = unit;
    }
    this.#length = to;
  }

  end(): Packed {
    this.#flush(true);
    return { crc: this.#crc, size: this.#size, data: this.#data };
  }

  #writeLong(text: string): void {
    for (let rest = text; rest !== '';) {
      if (this.#length + 3 > ROOM) this.#flush(false);
      const { read, written } = this.#encoder.encodeInto(rest, this.#room.subarray(this.#length));
      this.#length += written;
      rest = rest.slice(read);
      if (rest !== '') this.#flush(false);
    }
  }

  #flush(last: boolean): void {
    const bytes = this.#room.subarray(0, this.#length);
    this.#length = 0;
    this.#crc = (this.#squeeze.crc32 ?? crc32)(bytes, this.#crc);
    this.#size += bytes.length;
    // What we would refuse to read we do not write.
    if (this.#size > limits.partBytes) throw refusal('file.too-large', shownPart(this.#part), '填好以后太大', '请分成几份填。');
    this.#data.push(this.#squeeze(bytes, last));
  }
}

/** Longer pieces than this are left to the encoder. */
const SMALL = 128;

export function packText(part: string, text: string, makeSqueeze: SqueezeMaker): Packed {
  const writer = new PartWriter(part, makeSqueeze);
  writer.write(text);
  return writer.end();
}
