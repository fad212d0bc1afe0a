import { hex, parseSize, utf8 } from '../../engines/tlog/index.ts';
import { nodeSuite } from '../../platform/crypto/index.ts';
import { ask, type Patience } from '../../platform/http/index.ts';

/** c2sp.org/tlog-witness over HTTP: what a witness answered, by the cases of the specification. Nothing here is believed yet. */
export type Answered =
  | { readonly kind: 'lines'; readonly body: string }
  /** The size of what it cosigned last. */
  | { readonly kind: 'size'; readonly size: number }
  | { readonly kind: 'inconsistent' | 'unreachable' | 'malformed' }
  | { readonly kind: 'refused'; readonly status: number };

// A hundred signature lines; a witness that sends without end is cut off.
const longestAnswer = 16 * 1024;

export async function postCheckpoint(url: string, body: string, patience: Patience): Promise<Answered> {
  const init = { method: 'POST', body, headers: { 'content-type': 'text/plain' } };
  const answer = await ask(`${url}/add-checkpoint`, init, patience, longestAnswer);
  if (answer === null) return { kind: 'unreachable' };
  const { outcome, status, type, text } = answer;
  if (text === null) return { kind: 'malformed' };
  if (outcome === 'ok') return { kind: 'lines', body: text };
  if (outcome === 'unprocessable') return { kind: 'inconsistent' };
  if (outcome === 'other') return { kind: 'refused', status };
  const size = type.startsWith('text/x.tlog.size') ? parseSize(text.trimEnd()) : null;
  return size === null ? { kind: 'malformed' } : { kind: 'size', size };
}

/** The checkpoint that a witness keeps of a log; null where it gives none. */
export async function keptCheckpoint(url: string, origin: string, patience: Patience): Promise<string | null> {
  const answer = await ask(`${url}/${hex(nodeSuite.hash(utf8(origin)))}/checkpoint`, {}, patience, longestAnswer);
  return answer?.outcome === 'ok' ? answer.text : null;
}
