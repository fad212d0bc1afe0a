import type { UseQueryResult } from '@tanstack/react-query';
import { QueryClient, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, ApiProblem } from './api.ts';
import { keptWhere, token } from './session.ts';
import { readJson, writeJson } from './storage.ts';
import type { Me } from './types.ts';

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only an unreached server is asked again.
      retry: (count, error) => count < 2 && error instanceof ApiProblem && error.unreached,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

interface Kept<T> {
  readonly at: number;
  readonly data: T;
}

/** Shown at once from the last visit, then refreshed: the page opens without a network. */
interface KeptOptions {
  readonly enabled?: boolean;
  readonly refetchInterval?: number | false;
  /** Ask again at every opening, however young the held copy is. */
  readonly refetchOnMount?: 'always';
}

export function useKept<T>(path: string, options: KeptOptions = {}): UseQueryResult<T> {
  const key = `qd.kept.${path}`;
  const query = useQuery<T>({
    queryKey: [path],
    queryFn: ({ signal }) => api<T>(path, { signal }),
    ...options,
    initialData: () => readJson<Kept<T>>(key)?.data,
    initialDataUpdatedAt: () => readJson<Kept<T>>(key)?.at,
  });
  useEffect(() => {
    if (query.data !== undefined && query.isSuccess && query.dataUpdatedAt > (readJson<Kept<T>>(key)?.at ?? 0))
      writeJson(key, { at: query.dataUpdatedAt, data: query.data }, keptWhere());
  }, [key, query.data, query.isSuccess, query.dataUpdatedAt]);
  return query;
}

export function useApi<T>(path: string, options: { enabled?: boolean; refetchInterval?: number | false } = {}): UseQueryResult<T> {
  return useQuery<T>({ queryKey: [path], queryFn: ({ signal }) => api<T>(path, { signal }), ...options });
}

export function useMe(): UseQueryResult<Me> {
  return useKept<Me>('/api/me', { enabled: token() !== null });
}
