import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, sentence } from '../../api.ts';
import { queries } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { DemandDetail } from '../../types.ts';
import { Alert, announce, Fold } from '../../ui/index.ts';

/** Without it a revision that was refused would have no way back to the terms in force. */
export function Discard({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  const [problem, setProblem] = useState<{ text: string; at: number } | null>(null);
  const discard = (): void =>
    void api<DemandDetail>(`/api/demands/${demand.id}/discard`, { method: 'POST' })
      .then((after) => {
        queries.setQueryData([`/api/demands/${demand.id}`], after);
        announce(t.demand.discarded);
      })
      .catch((error: unknown) => setProblem({ text: sentence(error, t), at: Date.now() }));
  return (
    <section className="sec">
      <Fold summary={t.demand.discard}>
        <p className="soft">{t.demand.discardSays}</p>
        {problem !== null && <Alert key={problem.at}>{problem.text}</Alert>}
        <button className="btn" type="button" onClick={discard}>
          {t.demand.discard}
        </button>
      </Fold>
    </section>
  );
}

/** Folded away: taking a demand back is rare, and it stays in the history with its reason. */
export function Withdraw({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<{ text: string; at: number } | null>(null);
  const submit = (): void => {
    if (reason.trim() === '') return setProblem({ text: t.desk.gate.wordsNeed, at: Date.now() });
    return void api<DemandDetail>(`/api/demands/${demand.id}/withdraw`, { method: 'POST', json: { reason: reason.trim() } })
      .then((after) => {
        queries.setQueryData([`/api/demands/${demand.id}`], after);
        announce(t.demand.withdrawn2);
      })
      .catch((error: unknown) => setProblem({ text: sentence(error, t), at: Date.now() }));
  };
  return (
    <section className="sec">
      <Fold summary={t.demand.withdraw}>
        <form
          className="field withdraw"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <p className="soft">{t.demand.withdrawSays}</p>
          <label htmlFor="withdraw">{t.demand.withdrawWhy}</label>
          <textarea className="in" id="withdraw" rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
          {problem !== null && <Alert key={problem.at}>{problem.text}</Alert>}
          <button className="btn" type="submit">
            {t.demand.withdraw}
          </button>
        </form>
      </Fold>
    </section>
  );
}
