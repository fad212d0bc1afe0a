import type { ReactNode } from 'react';
import { useState } from 'react';
import { useText } from '../../strings/index.ts';
import type { DemandDetail } from '../../types.ts';
import { Alert, Report } from '../../ui/index.ts';
import { useDecision } from './use-decision.ts';

/** A rule is broken and it shall go down all the same: two people, two reasons, both public. */
export function Confirm({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  const [reason, setReason] = useState('');
  const { confirm, decide, busy, problem } = useDecision(demand);
  const proposal = [...demand.acts].reverse().find((act) => act.kind === 'propose');
  const may = demand.may.includes('confirm');
  return (
    <form
      className="panel"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void confirm(reason.trim());
      }}
    >
      <Report>{t.desk.gate.proposed(proposal?.by.name ?? '')}</Report>
      {proposal !== undefined && (
        <blockquote className="said-by">
          {proposal.reason}
          <span className="note"> {t.dates.fullClock(proposal.at)}</span>
        </blockquote>
      )}
      <p className="soft gap-s">{may ? t.desk.gate.proposedLede : t.desk.gate.mine}</p>
      {may && (
        <>
          <label className="words" htmlFor="why">
            {t.desk.gate.confirmWords} <span className="note">{t.desk.gate.wordsNote}</span>
          </label>
          <textarea className="in" id="why" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
        </>
      )}
      {problem !== null && <Alert key={problem.at}>{problem.text}</Alert>}
      {may && (
        <div className="foot">
          <button className="btn go" type="submit" disabled={busy}>
            {t.desk.gate.go.confirm}
          </button>
          {demand.may.includes('return') && (
            <button className="btn" type="button" disabled={busy} onClick={() => void decide('return', reason.trim(), null)}>
              {t.desk.gate.go.return(demand.organ.name)}
            </button>
          )}
        </div>
      )}
    </form>
  );
}
