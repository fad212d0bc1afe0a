import {
  fromBase64,
  isConsistent,
  openCheckpoint,
  parseVkeys,
  Rejection,
  rejections,
  type NoteKey,
  type Verdict,
} from '../engines/tlog/index.ts';
import { nodeSuite } from '../platform/crypto/index.ts';
import { Problem } from '../problem.ts';

const patience = 10_000;

/** `http://host` or `http://host/log` names the same log; anything else is a file. */
export function logUrl(given: string): string | null {
  if (!/^https?:\/\//.test(given)) return null;
  return `${given.replace(/\/+$/, '').replace(/\/log$/, '')}/log`;
}

/** @throws Problem database.unavailable (exit 3) where the server does not answer */
export async function fetchKeys(url: string): Promise<NoteKey[]> {
  const text = await get(`${url}/vkey`);
  try {
    return parseVkeys(nodeSuite, text);
  } catch {
    throw unreachable(`${url}/vkey 没有给出密钥。 It gives no verification key.`);
  }
}

/** Asks the log for its newest checkpoint and a proof that the receipt's tree is a beginning of it. */
export async function checkShown(url: string, keys: readonly NoteKey[], verdict: Verdict & { ok: true }): Promise<Verdict> {
  const { head } = verdict;
  const note = await get(`${url}/checkpoint`);
  try {
    const now = openCheckpoint(nodeSuite, note, keys);
    const proof = now.size > head.size ? await get(`${url}/consistency/${head.size}/${now.size}`) : '';
    const hashes = proof.split('\n').flatMap((line) => (line === '' ? [] : [fromBase64(line) ?? new Uint8Array(0)]));
    if (isConsistent(nodeSuite.hash, head, now, hashes)) return verdict;
    return { ok: false, code: 'log.split', where: `${head.size} → ${now.size}`, ...rejections['log.split'] };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { ok: false, code: error.code, where: url, ...rejections[error.code] };
  }
}

async function get(url: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'error' });
  } catch {
    throw unreachable(`${url} 连不上；有密钥文件就不用连，用 --log 密钥文件。 Out of reach; with a key file no server is needed.`);
  }
  if (!response.ok) throw unreachable(`${url} 答 ${response.status}。 It answered ${response.status}.`);
  return response.text();
}

function unreachable(detail: string): Problem {
  return new Problem('database.unavailable', { detail });
}
