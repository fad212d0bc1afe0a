import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

/**
 * Is the password in a list of leaked ones? The list is a file of SHA-1 hashes in hex, sorted, one a line, as it is published (`HASH:count`);
 * it may have gigabytes: lines are found by halving, nothing is read whole.
 */
export async function isBreached(file: string, password: string): Promise<boolean> {
  const wanted = createHash('sha1').update(password).digest('hex').toUpperCase();
  const handle = await open(file, 'r');
  try {
    let [low, high] = [0, (await handle.stat()).size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = await lineAround(handle, middle);
      const found = line.text.slice(0, 40).toUpperCase();
      if (found === wanted) return true;
      if (found < wanted) low = line.end;
      else high = line.start;
    }
    return false;
  } finally {
    await handle.close();
  }
}

const reach = 128;

/** The whole line on which a byte of the file lies; `end` is behind its line feed. */
async function lineAround(handle: FileHandle, at: number): Promise<{ text: string; start: number; end: number }> {
  const from = Math.max(0, at - reach);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2 * reach), 0, 2 * reach, from);
  const bytes = buffer.subarray(0, bytesRead);
  const start = at === 0 ? 0 : bytes.lastIndexOf(10, at - from - 1) + 1;
  const feed = bytes.indexOf(10, at - from);
  const end = feed < 0 ? bytesRead : feed + 1;
  return { text: bytes.subarray(start, end).toString('latin1').trim(), start: from + start, end: from + end };
}
