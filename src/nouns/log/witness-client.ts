import { hex, parseSize, utf8 } from '../../engines/tlog/index.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';

/** c2sp.org/tlog-witness over HTTP: what a witness answered, by the cases of the specification. Nothing here is believed yet. */
export type Asked =
  | { readonly kind: 'answered'; readonly body: string }
  /** 409: the size of what it cosigned last. */
  | { readonly kind: 'size'; readonly size: number }
  | { readonly kind: 'inconsistent' | 'unreachable' | 'malformed' }
  | { readonly kind: 'refused'; readonly status: number };

export interface Patience {
  readonly ms: number;
  readonly signal: AbortSignal;
}

// A hundred signature lines; a witness that sends without end is cut off.
const longestAnswer = 16 * 1024;

export async function postCheckpoint(url: string, body: string, patience: Patience): Promise<Asked> {
  const answer = await request(`${url}/add-checkpoint`, patience, { method: 'POST', body, headers: { 'content-type': 'text/plain' } });
  if (answer === null) return { kind: 'unreachable' };
  if (answer.text === null) return { kind: 'malformed' };
  if (answer.status === 200) return { kind: 'answered', body: answer.text };
  if (answer.status === 422) return { kind: 'inconsistent' };
  if (answer.status !== 409) return { kind: 'refused', status: answer.status };
  const size = answer.type.startsWith('text/x.tlog.size') ? parseSize(answer.text.trimEnd()) : null;
  return size === null ? { kind: 'malformed' } : { kind: 'size', size };
}

/** The checkpoint that a witness keeps of a log; null where it gives none. */
export async function keptCheckpoint(url: string, origin: string, patience: Patience): Promise<string | null> {
  const answer = await request(`${url}/${hex(nodeSuite.hash(utf8(origin)))}/checkpoint`, patience, {});
  return answer?.status === 200 ? answer.text : null;
}

async function request(url: string, { ms, signal }: Patience, init: RequestInit) {
  try {
    // A witness is asked where the policy says, and nowhere else that it would like to send us.
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.any([signal, AbortSignal.timeout(ms)]) });
    const text = await shortText(response);
    return { status: response.status, type: response.headers.get('content-type') ?? '', text };
  } catch {
    return null;
  }
}

/** Null where it is too long or no UTF-8. */
async function shortText(response: Response): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > longestAnswer) return null;
    parts.push(part);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    return null;
  }
}
