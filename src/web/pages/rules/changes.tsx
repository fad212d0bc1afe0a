import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { ChangeActKind } from '../../../nouns/rules/rules.ts';
import { api, sentence } from '../../api.ts';
import { queries, useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { useRulesText } from '../../strings/rules.ts';
import type { Page } from '../../types.ts';
import { Alert, Answered } from '../../ui/index.ts';
import { Acts, Difference } from './difference.tsx';
import { Editor } from './editor.tsx';
import { Preview } from './preview.tsx';
import type { ChangeDetail, ChangeRow, Law } from './types.ts';
import { changesPath } from './use-saved.ts';

export function Changes({ law, writes }: { law: Law; writes: boolean }): ReactNode {
  const { id } = useSearch({ from: '/rules' });
  if (id === 'new' && writes) return <Editor law={law} change={null} />;
  return id === undefined ? <List writes={writes} /> : <One id={id} law={law} key={id} />;
}

function List({ writes }: { writes: boolean }): ReactNode {
  const t = useText();
  const r = useRulesText();
  const rows = useApi<Page<ChangeRow>>(changesPath);
  return (
    <Answered query={rows}>
      {({ items }) => (
        <section>
          <p className="soft">{r.changes.lede}</p>
          {writes && (
            <p className="foot">
              <Link className="btn go" to="/rules" search={{ view: 'changes', id: 'new' }}>
                {r.changes.open}
              </Link>
            </p>
          )}
          {items.length === 0 && <p className="lede">{r.changes.none}</p>}
          {items.map((row) => (
            <Link className="crow" to="/rules" search={{ view: 'changes', id: row.id }} key={row.id}>
              <b>{row.title}</b>
              <span className="note">
                {r.changes.state[row.state]}
                {row.version === null ? '' : ` ${r.versions.nth(row.version)}`}
                {t.wide}
                {t.dates.fullClock(row.updatedAt)}
              </span>
            </Link>
          ))}
        </section>
      )}
    </Answered>
  );
}

function One({ id, law }: { id: string; law: Law }): ReactNode {
  const detail = useApi<ChangeDetail>(`/api/rules/changes/${id}`);
  const [editing, setEditing] = useState(false);
  return (
    <Answered query={detail}>
      {(change) =>
        editing ? (
          <Editor law={law} change={change} done={() => setEditing(false)} />
        ) : (
          <Body change={change} law={law} edit={() => setEditing(true)} />
        )
      }
    </Answered>
  );
}

function Body({ change, law, edit }: { change: ChangeDetail; law: Law; edit: () => void }): ReactNode {
  const t = useText();
  const r = useRulesText();
  const open = change.state !== 'approved' && change.state !== 'withdrawn';
  return (
    <section>
      <Link className="back" to="/rules" search={{ view: 'changes' }}>
        {t.ask.back}
      </Link>
      <h2>{change.title}</h2>
      <p className="soft">
        {r.changes.state[change.state]}
        {t.comma}
        {r.changes.from(t.dates.full(`${change.content.inForceFrom}T00:00:00+08:00`))}
      </p>
      {change.stale && <div className="alert justify">{r.changes.stale}</div>}
      <h3>{r.changes.what}</h3>
      <Difference difference={change.difference} known={law.params} />
      <h3>{r.changes.history}</h3>
      <Acts acts={change.acts} />
      {open && <Preview id={change.id} nth={change.nth} />}
      {open && <Decide change={change} edit={edit} />}
    </section>
  );
}

function Decide({ change, edit }: { change: ChangeDetail; edit: () => void }): ReactNode {
  const t = useText();
  const r = useRulesText();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const go = async (kind: ChangeActKind): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const json = kind === 'withdraw' ? { reason } : { reason, nth: change.nth };
      const after = await api<ChangeDetail>(`/api/rules/changes/${change.id}/${kind}`, { method: 'POST', json });
      queries.setQueryData([`/api/rules/changes/${change.id}`], after);
      await queries.invalidateQueries();
    } catch (error) {
      setProblem(sentence(error, t));
    } finally {
      setBusy(false);
    }
  };
  if (change.may.length === 0) return change.state === 'proposed' ? <p className="soft">{r.changes.waits}</p> : null;
  return (
    <form className="panel" onSubmit={(event) => event.preventDefault()}>
      <label className="words" htmlFor="why">
        {r.changes.reason} <span className="note">{r.changes.reasonNote}</span>
      </label>
      <textarea className="in" id="why" rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
      {problem !== null && <Alert key={problem}>{problem}</Alert>}
      <div className="foot">
        {change.may.map((kind) => (
          <button
            className={`btn${kind === 'approve' || kind === 'propose' ? ' go' : ''}`}
            type="button"
            disabled={busy}
            key={kind}
            onClick={() => (kind === 'draft' ? edit() : void go(kind))}
          >
            {r.changes.go[kind]}
          </button>
        ))}
      </div>
    </form>
  );
}
