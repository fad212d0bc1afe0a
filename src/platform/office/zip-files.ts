import { Zip, ZipPassThrough } from 'fflate';

/**
 * Files as one package, each handed on as soon as it is there: office files are compressed already, so they are stored. Names are UTF-8
 * and say so (APPNOTE.TXT 4.4.4, bit 11).
 */
export async function* zipFiles(files: AsyncIterable<{ readonly name: string; readonly bytes: Uint8Array }>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error;
    ready.push(piece);
  });
  const taken = (): Uint8Array[] => {
    const pieces = ready;
    ready = [];
    return pieces;
  };
  for await (const { name, bytes } of files) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(bytes, true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
