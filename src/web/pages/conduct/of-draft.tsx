import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { Draft } from '../../../nouns/demands/demand.ts';
import { api } from '../../api.ts';
import { useText } from '../../strings/index.ts';
import { ActFindings } from './findings.tsx';
import type { Findings } from './types.ts';

const pause = 800;

/** The same while it is written. Only title, kind, day and places go to the server; the text stays here. */
export function HistoryOfDraft({ draft }: { draft: Draft }): ReactNode {
  const t = useText();
  const { title, kind, audience, deadline, expiresAt, metadata } = draft;
  const body = JSON.stringify({ title: title.trim(), kind, audience, deadline, expiresAt, metadata });
  const settled = useSettled(body);
  const { data } = useQuery({
    queryKey: ['/api/conduct/check', settled],
    queryFn: ({ signal }) => api<Findings>('/api/conduct/check', { method: 'POST', json: JSON.parse(settled) as unknown, signal }),
    enabled: title.trim() !== '' && audience.under.length > 0,
    retry: false,
  });
  const decided = data?.findings.filter(({ undecided }) => !undecided) ?? [];
  if (decided.length === 0) return null;
  return (
    <div className="from-register">
      <h2>{t.conduct.history}</h2>
      <ActFindings findings={decided} about="00000000-0000-0000-0000-000000000000" />
    </div>
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
