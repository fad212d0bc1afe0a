import { hash, verify } from '@node-rs/argon2';
import { Problem } from '../../../problem.ts';
import { isBreached } from '../../../platform/crypto/index.ts';

// RFC 9106 section 4, second recommended option scaled to a 2-core office machine; ASVS 5.0 asks at least 19 MiB with t=2.
const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const least = 10;

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), argon);
}

export async function isPassword(hashed: string, password: string): Promise<boolean> {
  return verify(hashed, password.normalize('NFC'));
}

/** Compared with when there is no such name, so that the time taken does not tell which names exist. */
let decoy: Promise<string> | null = null;

export async function decoyHash(): Promise<string> {
  return (decoy ??= hashPassword('no such person'));
}

/**
 * No rule of composition and no expiry (ASVS 5.0, 6.2.5 and 6.2.10): long enough, not made of one's own name, in no list of known passwords.
 *
 * @param breached file of the installation, see `isBreached`; null: only the few that everybody tries are refused
 * @throws Problem password.weak that says which
 */
export async function assertSound(password: string, own: readonly string[], breached: string | null): Promise<void> {
  const text = password.normalize('NFC');
  const told = (detail: string): never => {
    throw new Problem('password.weak', { fields: [{ path: '/next', detail }] });
  };
  if ([...text].length < least) told(`至少${least}个字，一句话最好记 at least ${least} characters`);
  if (isTrivial(text)) told('太好猜了，换一个 too easy to guess');
  if (own.some((word) => [...word].length >= 2 && text.toLowerCase().includes(word.toLowerCase())))
    told('不要用自己的名字或登录名 not your own name or login');
  if (breached !== null && (await isBreached(breached, text))) told('这个密码在泄露的名单里，换一个 it is in a list of leaked passwords');
}

const tried = [
  'password',
  'passw0rd',
  'qwertyuiop',
  '1q2w3e4r5t',
  'iloveyou',
  'woaini',
  'admin',
  'qingdan',
  'letmein',
  '1qaz2wsx',
  '5201314',
];

/** Few characters over and over, a run of the keyboard or of the digits, or one of the words that everybody tries with something behind it. */
function isTrivial(text: string): boolean {
  const low = text.toLowerCase();
  if (new Set(low).size <= 3) return true;
  const runs = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];
  if (runs.some((run) => run.includes(low))) return true;
  return tried.some((word) => low.startsWith(word) && /^[\d!@#.\-_]*$/u.test(low.slice(word.length)));
}
