import type { FormEvent, ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { api, sentence } from '../../api.ts';
import { saveFile } from '../../download.ts';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Alert, Answered, Fold } from '../../ui/index.ts';
import { said, type ImportRow, type ImportView, type RegisterView, type RowStatus } from './types.ts';

/** A file comes in: first what it would change, then a person says yes. */
export function ImportBox({ register, done, close }: { register: RegisterView; done: () => void; close: () => void }): ReactNode {
  const t = useText();
  const [found, setFound] = useState<ImportView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const step = async (work: () => Promise<ImportView>): Promise<void> => {
    try {
      const next = await work();
      setProblem(null);
      setFound(next);
      if (next.state === 'confirmed' || next.state === 'undone') done();
    } catch (error) {
      setProblem(sentence(error, t));
    }
  };
  const waiting = found !== null && (found.state === 'reading' || found.state === 'confirming');
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => void step(() => api<ImportView>(`/api/ledger/imports/${found.id}`)), 1000);
    return () => clearTimeout(timer);
  });
  return (
    <div className="import">
      {problem !== null && <Alert>{problem}</Alert>}
      {found === null && (
        <Send
          register={register}
          send={(form) => step(() => api<ImportView>(`/api/ledger/registers/${register.key}/imports`, { method: 'POST', form }))}
        />
      )}
      {waiting && (
        <p aria-live="polite">
          <progress max={1} value={found.progress} /> {t.ledger.reading(`${Math.round(found.progress * 100)}%`, found.rows)}
        </p>
      )}
      {found?.failure != null && found.state === 'failed' && <Alert>{found.failure}</Alert>}
      {found !== null && found.state === 'ready' && <Preview found={found} step={step} />}
      {found !== null && found.state === 'confirmed' && (
        <>
          <p role="status">{t.ledger.confirmed}</p>
          <Left found={found} />
          <button
            className="btn small"
            type="button"
            onClick={() =>
              void step(() => api(`/api/ledger/imports/${found.id}/undo`, { method: 'POST', json: { reason: t.ledger.undo } }))
            }
          >
            {t.ledger.undo}
          </button>
        </>
      )}
      {found?.state === 'undone' && <p role="status">{t.ledger.undone}</p>}
      <button
        className="btn small bare"
        type="button"
        onClick={() => {
          if (found !== null && (found.state === 'reading' || found.state === 'ready'))
            void api(`/api/ledger/imports/${found.id}/cancel`, { method: 'POST' }).catch(() => undefined);
          close();
        }}
      >
        {found === null || found.state === 'confirmed' || found.state === 'undone' ? t.ledger.close : t.ledger.cancel}
      </button>
    </div>
  );
}

function Send({ register, send }: { register: RegisterView; send: (form: FormData) => Promise<void> }): ReactNode {
  const t = useText();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    // The server takes the file as it comes: what it has to know of it goes first.
    const form = new FormData();
    const from = given.get('validFrom');
    form.append('validFrom', typeof from === 'string' ? from : '');
    form.append('whole', given.get('whole') === 'on' ? 'true' : 'false');
    const file = given.get('file');
    if (file instanceof File) form.append('file', file);
    void send(form);
  };
  return (
    <form onSubmit={submit}>
      <div className="field">
        <label htmlFor="file">{t.ledger.file}</label>
        <input className="in" id="file" name="file" type="file" accept=".csv,.xlsx,.xls,.txt" required />
      </div>
      <div className="field">
        <label htmlFor="validFrom">{t.ledger.day}</label>
        <input className="in" id="validFrom" name="validFrom" type="date" />
      </div>
      <label className="check">
        <input type="checkbox" name="whole" /> {t.ledger.whole}
      </label>
      <p className="note">
        {register.columns
          .slice(0, 8)
          .map(({ zh }) => zh)
          .join(t.comma)}
        …
      </p>
      <button className="btn" type="submit">
        {t.ledger.send}
      </button>
    </form>
  );
}

const order: readonly RowStatus[] = ['new', 'changed', 'suspicious', 'conflicting', 'gone', 'rejected', 'same'];

function Preview({ found, step }: { found: ImportView; step: (work: () => Promise<ImportView>) => Promise<void> }): ReactNode {
  const t = useText();
  const [take, setTake] = useState({ suspicious: false, conflicting: false, gone: false });
  const strange = found.columns.filter(({ heading, zh }) => zh === null && heading !== '').map(({ heading }) => heading);
  return (
    <>
      {strange.length > 0 && <p className="note">{t.ledger.unknownColumns(strange.join(t.comma))}</p>}
      {order
        .filter((status) => found.counts[status] > 0)
        .map((status) => (
          <Fold key={status} summary={`${t.ledger.status[status]} ${found.counts[status]}`}>
            <Rows id={found.id} status={status} />
          </Fold>
        ))}
      {(['suspicious', 'conflicting', 'gone'] as const)
        .filter((status) => found.counts[status] > 0)
        .map((status) => (
          <label className="check" key={status}>
            <input type="checkbox" checked={take[status]} onChange={(event) => setTake({ ...take, [status]: event.target.checked })} />{' '}
            {t.ledger.take[status]}
          </label>
        ))}
      <Left found={found} />
      <p className="acts">
        <button
          className="btn go"
          type="button"
          onClick={() => void step(() => api(`/api/ledger/imports/${found.id}/confirm`, { method: 'POST', json: take }))}
        >
          {t.ledger.confirm}
        </button>
      </p>
    </>
  );
}

function Left({ found }: { found: ImportView }): ReactNode {
  const t = useText();
  const { rejected, suspicious, conflicting } = found.counts;
  if (rejected + suspicious + conflicting === 0) return null;
  return (
    <button
      className="btn small"
      type="button"
      onClick={() => void saveFile(`/api/ledger/imports/${found.id}/rejected`, `${found.fileName}.csv`)}
    >
      {t.ledger.rejected}
    </button>
  );
}

function Rows({ id, status }: { id: string; status: RowStatus }): ReactNode {
  const t = useText();
  return (
    <Answered query={useApi<{ items: readonly ImportRow[] }>(`/api/ledger/imports/${id}/rows?status=${status}&limit=50`)}>
      {({ items }) => (
        <ul className="diff">
          {items.map((row) => (
            <li key={row.nth}>
              <b>{row.title}</b> <span className="note">{t.ledger.rowAt(row.row)}</span>
              {row.reasons.map((reason) => (
                <span className="why" key={reason}>
                  {reason}
                </span>
              ))}
              <span className="soft">
                {row.changes
                  .slice(0, 6)
                  .map(
                    ({ zh, from, to }) => `${zh} ${from === null ? '' : `${said(from, t.ledger.states)} → `}${said(to, t.ledger.states)}`,
                  )
                  .join(t.comma)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Answered>
  );
}
