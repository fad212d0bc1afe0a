import type { FormEvent, ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { api, sentence } from '../../api.ts';
import { useApi, useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Alert, Answered } from '../../ui/index.ts';
import { said, type Column, type FactView, type RecordDetail } from './types.ts';

interface Props {
  readonly register: string;
  readonly columns: readonly Column[];
  readonly id: string;
  readonly close: () => void;
  readonly changed: () => void;
}

/** One record: each value with who said so and when; its owner corrects it here. */
export function RecordBox({ register, columns, id, close, changed }: Props): ReactNode {
  const t = useText();
  const ref = useRef<HTMLDialogElement>(null);
  const role = useMe().data?.role;
  const doubts = role === 'township' || role === 'department' || role === 'inspector';
  const [unmask, setUnmask] = useState(false);
  const path = `/api/ledger/registers/${register}/records/${id}`;
  const record = useApi<RecordDetail>(`${path}${unmask ? '?unmask=true' : ''}`);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog className="drawer" ref={ref} onClose={close} aria-label={record.data?.title ?? ''}>
      <p className="acts">
        <button className="btn small" type="button" onClick={close}>
          {t.ledger.close}
        </button>
        <button className="btn small" type="button" aria-pressed={unmask} onClick={() => setUnmask(!unmask)}>
          {t.ledger.unmask}
        </button>
      </p>
      <Answered query={record}>
        {(detail) => (
          <>
            <h2>{detail.title}</h2>
            {detail.doubts.length > 0 && (
              <div className="alert justify">
                {t.ledger.doubts}
                <ul>
                  {detail.doubts.map(({ message }) => (
                    <li key={message}>{message}</li>
                  ))}
                </ul>
              </div>
            )}
            <ul className="facts">
              {detail.facts.map((fact) => (
                <li key={fact.element}>
                  <Fact
                    fact={fact}
                    path={path}
                    mine={detail.mine}
                    doubts={doubts}
                    column={columns.find(({ key }) => key === fact.element)}
                    changed={() => (void record.refetch(), changed())}
                  />
                </li>
              ))}
              {detail.derived.map(({ element, zh, value, from }) => (
                <li key={element}>
                  <span className="soft">{zh}</span> <b>{said(value, t.ledger.states)}</b>{' '}
                  <span className="note">{t.ledger.derived(from)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answered>
    </dialog>
  );
}

function Fact({
  fact,
  path,
  mine,
  doubts,
  column,
  changed,
}: {
  fact: FactView;
  path: string;
  mine: boolean;
  /** This post may doubt what others hold. */
  doubts: boolean;
  column: Column | undefined;
  changed: () => void;
}): ReactNode {
  const t = useText();
  const [open, setOpen] = useState(false);
  const shown = said(fact.value, t.ledger.states);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="soft">{fact.zh}</span>
        <b>
          {shown === '' ? t.ledger.states.blank : shown}
          {shown !== '' && column?.unit != null ? ` ${column.unit}` : ''}
        </b>
      </summary>
      {open && <History path={path} element={fact.element} />}
      {open && !mine && doubts && <Doubt path={path} element={fact.element} />}
      {open && mine && <Change path={path} column={column} element={fact.element} changed={changed} />}
    </details>
  );
}

/** A reason, and no place for another value: only who keeps the record knows and writes it. */
function Doubt({ path, element }: { path: string; element: string }): ReactNode {
  const t = useText();
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    void api(`${path}/challenges`, { method: 'POST', json: { element, reason: reason.trim() } })
      .then(() => (setSaid(true), setProblem(null)))
      .catch((error: unknown) => setProblem(sentence(error, t)));
  };
  if (said) return <p role="status">{t.ledger.look.sent}</p>;
  return (
    <form className="change" onSubmit={send}>
      <div className="field">
        <label htmlFor={`doubt-${element}`}>{t.ledger.look.doubt}</label>
        <input className="in" id={`doubt-${element}`} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </div>
      {problem !== null && <Alert>{problem}</Alert>}
      <button className="btn small" type="submit" disabled={reason.trim() === ''}>
        {t.ledger.look.send}
      </button>
    </form>
  );
}

function History({ path, element }: { path: string; element: string }): ReactNode {
  const t = useText();
  return (
    <Answered query={useApi<{ items: readonly FactView[] }>(`${path}/history?element=${encodeURIComponent(element)}`)}>
      {({ items }) => (
        <ol className="past" aria-label={t.ledger.history}>
          {items.map((fact) => (
            <li key={`${fact.recordedAt} ${fact.validFrom}`}>
              {said(fact.value, t.ledger.states) || t.ledger.states.blank}
              <span className="note">
                {fact.source === null
                  ? ''
                  : t.ledger.source(fact.source.by, t.dates.full(fact.recordedAt), fact.source.file, fact.source.row)}
                {fact.source?.reason == null ? '' : `${t.comma}${fact.source.reason}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Answered>
  );
}

function Change({
  path,
  column,
  element,
  changed,
}: {
  path: string;
  column: Column | undefined;
  element: string;
  changed: () => void;
}): ReactNode {
  const t = useText();
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      await api(path, { method: 'POST', json: { values: { [element]: value }, reason: reason === '' ? null : reason } });
      setProblem(null);
      changed();
    } catch (error) {
      setProblem(sentence(error, t));
    }
  };
  return (
    <form className="change" onSubmit={(event) => void send(event)}>
      <div className="field">
        <label htmlFor={`new-${element}`}>{t.ledger.newValue}</label>
        {column?.choices == null ? (
          <input className="in" id={`new-${element}`} value={value} onChange={(event) => setValue(event.target.value)} />
        ) : (
          <select className="in" id={`new-${element}`} value={value} onChange={(event) => setValue(event.target.value)}>
            <option value="">{t.ledger.empty}</option>
            {column.choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        )}
      </div>
      <div className="field">
        <label htmlFor={`why-${element}`}>{t.ledger.reason}</label>
        <input className="in" id={`why-${element}`} value={reason} onChange={(event) => setReason(event.target.value)} />
      </div>
      {problem !== null && <Alert>{problem}</Alert>}
      <button className="btn small" type="submit">
        {t.ledger.save}
      </button>
    </form>
  );
}
