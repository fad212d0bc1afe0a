import { Link } from '@tanstack/react-router';
import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { useText } from '../../strings/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { DemandDetail } from '../../types.ts';
import { Alert, Report } from '../../ui/index.ts';
import { useDecision } from './use-decision.ts';
import type { Decision } from './use-decision.ts';
import { useTimes } from './times.ts';
import { Times } from './times-fields.tsx';

interface Option {
  readonly decision: Decision;
  readonly name: string;
  readonly says: string;
}

function optionsOf(demand: DemandDetail, t: Messages): readonly Option[] {
  const g = t.desk.gate;
  const broken = demand.findings.some((finding) => finding.effect === 'refuse' && !finding.undecided);
  const down: Option = broken
    ? { decision: 'propose', name: g.propose, says: g.proposeSays }
    : { decision: 'admit', name: g.admit, says: g.admitSays(demand.units) };
  const all: readonly Option[] = [
    down,
    { decision: 'askReasons', name: g.askReasons, says: g.askReasonsSays },
    { decision: 'return', name: g.return, says: g.returnSays },
    { decision: 'refuse', name: g.refuse2, says: g.refuseSays },
  ];
  return all.filter((option) => demand.may.includes(option.decision));
}

function verb(decision: Decision, demand: DemandDetail, t: Messages): string {
  const go = t.desk.gate.go;
  switch (decision) {
    case 'admit':
      return go.admit(demand.units);
    case 'askReasons':
      return go.askReasons(demand.organ.name);
    case 'return':
      return go.return(demand.organ.name);
    case 'propose':
      return go.propose;
    case 'refuse':
      return go.refuse;
  }
}

export function Decide({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  const options = optionsOf(demand, t);
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState('');
  const times = useTimes(demand);
  const { decide, busy, problem } = useDecision(demand);
  if (options.length === 0)
    return (
      <section className="panel">
        <Report>
          {demand.state === 'admitted' && demand.number !== null ? t.desk.gate.done.admit(demand.number) : t.demand.states[demand.state]}
        </Report>
        <p className="soft">{t.desk.gate.decided}</p>
        <p className="foot">
          <Link className="btn" to="/demands/$id" params={{ id: demand.id }}>
            {t.desk.gate.see}
          </Link>
        </p>
      </section>
    );
  const chosen = decision ?? options[0]?.decision ?? 'return';
  const down = chosen === 'admit' || chosen === 'propose';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void decide(chosen, reason.trim(), down ? times.value() : null);
  };
  return (
    <form className="panel" onSubmit={submit} noValidate>
      <h2>{t.desk.gate.decide}</h2>
      <Choose options={options} chosen={chosen} choose={setDecision} />
      {down && <Times times={times} />}
      <label className="words" htmlFor="why">
        {chosen === 'propose' ? t.desk.gate.proposeWords : t.desk.gate.words} <span className="note">{t.desk.gate.wordsNote}</span>
      </label>
      <textarea className="in" id="why" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
      {problem !== null && <Alert key={problem.at}>{problem.text}</Alert>}
      <div className="foot">
        <button className="btn go" type="submit" disabled={busy}>
          {verb(chosen, demand, t)}
        </button>
      </div>
    </form>
  );
}

function Choose({
  options,
  chosen,
  choose,
}: {
  options: readonly Option[];
  chosen: Decision;
  choose: (decision: Decision) => void;
}): ReactNode {
  const t = useText();
  return (
    <fieldset className="opts">
      <legend className="vh">{t.desk.gate.decision}</legend>
      {options.map((option) => (
        <label key={option.decision} className={option.decision === chosen ? 'on' : undefined}>
          <input type="radio" name="decision" checked={option.decision === chosen} onChange={() => choose(option.decision)} />
          <b>{option.name}</b>
          <span>{option.says}</span>
        </label>
      ))}
    </fieldset>
  );
}
