import { apiText, ApiProblem } from '../../api.ts';
import { read, write } from '../../storage.ts';
import type { Verdict } from '../../../engines/tlog/index.ts';

const place = 'qd.vkeys';
const largest = 4 * 1024 * 1024;

export type Checked =
  | {
      readonly kind: 'verdict';
      readonly verdict: Verdict;
      /** The log shows another key than at the first visit. */ readonly otherKey: boolean;
    }
  | { readonly kind: 'no-key' }
  | { readonly kind: 'unreadable' };

/**
 * Checks a receipt here, without sending it anywhere. The key that was seen first on this machine is the one that is trusted: a log that
 * later shows another one is told apart from one that never changed.
 */
export async function verifyFile(file: File): Promise<Checked> {
  if (file.size === 0 || file.size > largest) return { kind: 'unreadable' };
  const [bytes, { keys, otherKey }] = await Promise.all([file.arrayBuffer(), trusted()]);
  if (keys === null) return { kind: 'no-key' };
  const [{ parseVkeys, verifyReceipt }, { browserSuite }] = await Promise.all([
    import('../../../engines/tlog/index.ts'),
    import('../../verify/suite.ts'),
  ]);
  return {
    kind: 'verdict',
    verdict: verifyReceipt(browserSuite, new Uint8Array(bytes), { keys: parseVkeys(browserSuite, keys) }),
    otherKey,
  };
}

async function trusted(): Promise<{ keys: string | null; otherKey: boolean }> {
  const held = read(place);
  try {
    const now = await apiText('/log/vkey');
    if (held === null) write(place, now);
    return { keys: held ?? now, otherKey: held !== null && held.trim() !== now.trim() };
  } catch (error) {
    if (error instanceof ApiProblem) return { keys: held, otherKey: false };
    throw error;
  }
}
