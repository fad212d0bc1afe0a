import { useState } from 'react';
import type { Confirmed } from '../../../engines/forms/index.ts';
import { api } from '../../api.ts';
import { queries, useApi } from '../../queries.ts';

/** What somebody of this county decided about a heading. */
export interface Meaning extends Confirmed {
  readonly id: string;
  readonly by: { readonly name: string; readonly title: string };
  readonly at: string;
}

export interface Meanings {
  readonly items: readonly Meaning[];
  readonly error: unknown;
  readonly decide: (decided: Confirmed) => Promise<void>;
  readonly takeBack: (meaning: Meaning) => Promise<void>;
}

/** @param fingerprint of the template that is open; null before one is */
export function useMeanings(fingerprint: string | null): Meanings {
  const path = fingerprint === null ? '/api/elements/meanings' : `/api/elements/meanings?fingerprint=${encodeURIComponent(fingerprint)}`;
  const held = useApi<{ items: Meaning[] }>(path);
  const [error, setError] = useState<unknown>(null);
  const after = async (call: Promise<unknown>): Promise<void> => {
    try {
      await call;
      setError(null);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/elements/meanings') });
    } catch (refused) {
      setError(refused);
    }
  };
  return {
    items: held.data?.items ?? [],
    error: error ?? (held.isError ? held.error : null),
    decide: (decided) => after(api('/api/elements/meanings', { method: 'POST', json: decided })),
    takeBack: ({ id }) => after(api(`/api/elements/meanings/${id}/take-back`, { method: 'POST' })),
  };
}
