import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Page } from '../../types.ts';
import { Alert, Fold, TextField } from '../../ui/index.ts';
import { AppointForm } from './appoint.tsx';
import type { HeldPost, Member } from './types.ts';
import { useAct } from './use-act.ts';

/** What may be done with one post: end it or hand it over, somebody to stand in, a lost password or factor. */
export function PostActs({ post, done }: { post: HeldPost; done: () => void }): ReactNode {
  const t = useText();
  return (
    <Fold late summary={t.account.staff.end}>
      <Body post={post} done={done} />
    </Fold>
  );
}

function Body({ post, done }: { post: HeldPost; done: () => void }): ReactNode {
  const t = useText();
  const words = t.account.staff;
  const { busy, error, send } = useAct();
  const [reason, setReason] = useState('');
  const [successor, setSuccessor] = useState<string | null>(null);
  const [standIn, setStandIn] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const act = <T,>(verb: string, json: object, then: (answer: T) => string): void =>
    send<T>(`/api/people/posts/${post.id}/${verb}`, json, (answer) => {
      setSaid(then(answer));
      setReason('');
      done();
    });
  const ready = !busy && reason.trim() !== '';
  return (
    <div className="post-acts">
      {error !== null && <Alert key={error.at}>{error.text}</Alert>}
      <p role="status">{said}</p>
      <TextField autoComplete="off" label={words.reason} value={reason} set={setReason} />
      <Choose label={words.successor} value={successor} set={setSuccessor} />
      <p className="note">{words.endNote}</p>
      <div className="acts">
        <button className="btn go" type="button" disabled={!ready} onClick={() => act('end', { reason, successor }, () => words.done)}>
          {successor === null ? words.endNow : words.handOver}
        </button>
        <button
          className="btn"
          type="button"
          disabled={!ready}
          onClick={() => act<{ password: string }>('new-password', { reason }, ({ password }) => words.firstPassword(password))}
        >
          {words.password}
        </button>
        <button className="btn" type="button" disabled={!ready} onClick={() => act('drop-factor', { reason }, () => words.done)}>
          {words.factor}
        </button>
      </div>
      <Fold late summary={words.standIn}>
        <p>{words.standInFor(post.title)}</p>
        <Choose label={words.who} value={standIn} set={setStandIn} />
        {standIn !== null && <AppointForm person={standIn} actingFor={post} done={done} />}
      </Fold>
    </div>
  );
}

function Choose({ label, value, set }: { label: string; value: string | null; set: (value: string | null) => void }): ReactNode {
  const t = useText();
  const id = useId();
  const [text, setText] = useState('');
  const found = useApi<Page<Member>>(`/api/people?limit=20&q=${encodeURIComponent(text.trim())}`, { enabled: text.trim() !== '' });
  return (
    <div className="field">
      <TextField autoComplete="off" label={label} value={text} set={setText} />
      <label className="vh" htmlFor={id}>
        {label}
      </label>
      <select className="in" id={id} value={value ?? ''} onChange={(event) => set(event.target.value === '' ? null : event.target.value)}>
        <option value="">{t.account.staff.nobody}</option>
        {(found.data?.items ?? []).map((member) => (
          <option key={member.id} value={member.id}>
            {t.list([member.name, ...member.posts.slice(0, 1).map((post) => post.title)])}
          </option>
        ))}
      </select>
    </div>
  );
}
