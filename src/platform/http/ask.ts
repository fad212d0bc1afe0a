/** Another's server, asked once: what it said, at most so much of it and for at most so long. Null where it cannot be reached. */
export interface Asked {
  readonly outcome: 'ok' | 'conflict' | 'unprocessable' | 'other';
  readonly status: number;
  readonly type: string;
  /** Null where it is too long or no UTF-8. */
  readonly text: string | null;
}

export interface Patience {
  readonly ms: number;
  readonly signal: AbortSignal;
}

const outcomes: Readonly<Record<number, Asked['outcome']>> = { 200: 'ok', 409: 'conflict', 422: 'unprocessable' };

/** Follows no redirection: who is asked is for the caller to know. */
export async function ask(url: string, init: RequestInit, { ms, signal }: Patience, most: number): Promise<Asked | null> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.any([signal, AbortSignal.timeout(ms)]) });
    const { status } = response;
    const text = await shortText(response, most);
    return { outcome: outcomes[status] ?? 'other', status, type: response.headers.get('content-type') ?? '', text };
  } catch {
    return null;
  }
}

async function shortText(response: Response, most: number): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > most) return null;
    parts.push(part);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    return null;
  }
}
