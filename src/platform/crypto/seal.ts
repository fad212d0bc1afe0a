import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../problem.ts';

/** Values that lie in the database only encrypted. `about` names where a value belongs: moved to another row it does not open. */
export interface Seal {
  seal(plain: Uint8Array, about: string): Buffer;
  /** @throws Problem setting.invalid where the key is not here, or the value was changed or moved */
  open(sealed: Uint8Array, about: string): Buffer;
}

const pattern = /^seal-(\d{1,3})\.key$/;

/**
 * AES-256-GCM under the highest-numbered `<dir>/keys/seal-<n>.key` (1–255; the first is made on first start, for its owner only). Older keys
 * still open what they sealed: to rotate, put a further file of 32 random bytes in base64 beside them.
 */
export function loadOrCreateSeal(dir: string): Seal {
  const folder = join(dir, 'keys');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (numbers(folder).length === 0) create(join(folder, 'seal-1.key'));
  return sealOf(new Map(numbers(folder).map((number) => [number, load(join(folder, `seal-${number}.key`))])));
}

export function sealOf(keys: ReadonlyMap<number, Buffer>): Seal {
  const newest = Math.max(...keys.keys());
  return {
    seal(plain, about) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyOf(keys, newest), nonce).setAAD(Buffer.from(about));
      return Buffer.concat([Buffer.of(newest), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', keyOf(keys, bytes[0] ?? 0), bytes.subarray(1, 13)).setAAD(Buffer.from(about));
      try {
        decipher.setAuthTag(bytes.subarray(-16));
        return Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]);
      } catch (cause) {
        throw new Problem('setting.invalid', { detail: '加密保存的值打不开：被改过，或密钥不对。 A sealed value does not open.', cause });
      }
    },
  };
}

function keyOf(keys: ReadonlyMap<number, Buffer>, number: number): Buffer {
  const key = keys.get(number);
  if (key !== undefined) return key;
  throw new Problem('setting.invalid', {
    detail: `缺少密钥 keys/seal-${number}.key，请从备份放回。 A key of sealed values is missing: put it back from a backup.`,
  });
}

function numbers(folder: string): number[] {
  return readdirSync(folder)
    .map((name) => Number(pattern.exec(name)?.[1] ?? 0))
    .filter((number) => number >= 1 && number <= 255);
}

/** Written whole under another name and linked: of two instances that start at one moment the second takes the first one's key. */
function create(file: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
}

function load(file: string): Buffer {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new Problem('setting.invalid', { detail: `别人也能读这个密钥文件，请运行 chmod 600 others can read it: chmod 600 ${file}` });
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length === 32) return key;
  throw new Problem('setting.invalid', { detail: `${file} 不是 base64 的 32 字节。 The file is not 32 bytes in base64.` });
}
