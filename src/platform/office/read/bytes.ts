import { refusal } from './refusal.ts';

/** Little-endian reads that refuse instead of running over the end. */
export class ByteView {
  readonly bytes: Uint8Array;
  /** Where the central directory begins; set once the end record was read. */
  directoryStart = 0;
  readonly #data: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u16(at: number): number {
    this.#need(at, 2);
    return this.#data.getUint16(at, true);
  }

  u32(at: number): number {
    this.#need(at, 4);
    return this.#data.getUint32(at, true);
  }

  /** 64-bit sizes of zip64: a value that a 20 MiB file cannot mean is a lie. */
  u64(at: number): number {
    this.#need(at, 8);
    const value = this.#data.getBigUint64(at, true);
    if (value > 0xffff_ffffn) throw refusal('file.hostile', null, '压缩包里写的大小不可能是真的');
    return Number(value);
  }

  slice(at: number, length: number): Uint8Array {
    this.#need(at, length);
    return this.bytes.subarray(at, at + length);
  }

  #need(at: number, length: number): void {
    if (at < 0 || at + length > this.length) throw refusal('file.damaged', null, '文件不完整，后面缺了一截');
  }
}
