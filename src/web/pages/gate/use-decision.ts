import { useState } from 'react';
import { api, sentence } from '../../api.ts';
import { queries } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { DemandDetail } from '../../types.ts';
import { announce, wantFocus } from '../../ui/index.ts';

export type Decision = 'admit' | 'propose' | 'return' | 'refuse' | 'askReasons';

interface Said {
  readonly text: string;
  readonly at: number;
}

interface Times {
  readonly deadline: string;
  readonly expiresAt: string;
}

export function useDecision(demand: DemandDetail): {
  decide: (decision: Decision, reason: string, times: Times | null) => Promise<void>;
  confirm: (reason: string) => Promise<void>;
  busy: boolean;
  problem: Said | null;
} {
  const t = useText();
  const g = t.desk.gate;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Said | null>(null);
  const refuse = (text: string): void => setProblem({ text, at: Date.now() });

  const post = async (path: string, json: unknown, done: (after: DemandDetail) => string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const after = await api<DemandDetail>(`/api/demands/${demand.id}/${path}`, { method: 'POST', json });
      wantFocus();
      queries.setQueryData([`/api/demands/${demand.id}`], after);
      void queries.invalidateQueries({ queryKey: ['/api/demands?limit=200'] });
      announce(done(after));
    } catch (error) {
      refuse(sentence(error, t));
    } finally {
      setBusy(false);
    }
  };

  const decide = async (decision: Decision, reason: string, times: Times | null): Promise<void> => {
    if (decision !== 'admit' && reason === '') return refuse(g.wordsNeed);
    const down = decision === 'admit' || decision === 'propose';
    if (down && times === null) return refuse(g.dateNeed);
    const json = { decision, reason, draftVersion: demand.draftVersion, ...times };
    return await post('decide', json, (after) => (decision === 'admit' ? g.done.admit(after.number ?? '') : g.done[decision]));
  };
  const confirm = async (reason: string): Promise<void> => {
    if (reason === '') return refuse(g.wordsNeed);
    return await post('confirm', { reason, draftVersion: demand.draftVersion }, (after) => g.done.confirm(after.number ?? ''));
  };
  return { decide, confirm, busy, problem };
}
