import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatVkey, isKeyName, noteKey } from '../../engines/tlog/index.ts';
import { Problem } from '../../problem.ts';
import type { LogKeys } from './log.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';

/**
 * The key of one year's log, from `<dir>/keys/log-<year>.key` (made on first start, for its owner only); the verification key lies beside
 * it as `.vkey`, to hand out. The secret file names it too: a flipped bit in an Ed25519 seed makes another valid key, and would sign a second history.
 *
 * @throws Problem setting.invalid where the file is readable by others, damaged, or of another origin
 */
export function loadOrCreateLogKeys(dir: string, origin: string): LogKeys {
  if (!isKeyName(origin)) throw setting('log origin', '存证日志的名字不能有空白和加号 no white space or + in the origin');
  const shard = origin.split('/').at(-1) ?? origin;
  const file = join(dir, 'keys', `log-${shard.replaceAll(/[^\w.-]/g, '_')}.key`);
  if (!existsSync(file)) create(file, origin);
  const privateKey = load(file, origin);
  const key = noteKey(nodeSuite, origin, rawPublicKey(privateKey));
  const handOut = file.replace(/key$/, 'vkey');
  if (!existsSync(handOut)) writeFileSync(handOut, `${formatVkey(key)}\n`, { mode: 0o644 });
  return {
    origin,
    shard,
    key,
    vkey: formatVkey(key),
    sign: (message) => sign(null, message, privateKey),
    published: null,
    latest: 0,
    turn: 0,
    refusal: null,
    witnessing: null,
  };
}

/** Written whole under another name and linked: of two instances that start at one moment the second takes the first one's key. */
function create(file: string, origin: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const vkey = formatVkey(noteKey(nodeSuite, origin, rawPublicKey(privateKey)));
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `# Secret key of a Qingdan log. Keep it to its owner; whoever has it can sign for the log.\n${vkey}\n${pem}`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  chmodSync(file, 0o600);
}

function load(file: string, origin: string): KeyObject {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw setting(file, `别人也能读这个密钥文件，请运行 chmod 600 others can read it: chmod 600 ${file}`);
  const text = readFileSync(file, 'utf8');
  const named = text.split('\n').find((line) => line.startsWith(`${origin}+`));
  if (named === undefined) throw setting(file, `这个密钥不是 ${origin} 的 this key is of another log`);
  try {
    const privateKey = createPrivateKey(text.slice(text.indexOf('-----BEGIN')));
    if (formatVkey(noteKey(nodeSuite, origin, rawPublicKey(privateKey))) === named) return privateKey;
  } catch {
    // Told below: damaged either way.
  }
  throw setting(file, '密钥文件坏了，请从备份恢复 the key file is damaged: restore it from a backup');
}

function rawPublicKey(privateKey: KeyObject): Uint8Array {
  return new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32));
}

function setting(path: string, detail: string): Problem {
  return new Problem('setting.invalid', { detail, fields: [{ path, detail }] });
}
