import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, sentence } from '../../api.ts';
import { queries, useApi, useMe } from '../../queries.ts';
import { keepToken, keptWhere } from '../../session.ts';
import { useText } from '../../strings/index.ts';
import type { Me } from '../../types.ts';
import { Alert, Answered, H1 } from '../../ui/index.ts';
import { Factor } from './factor.tsx';
import { Password } from './password.tsx';
import './account.css';

/** Which post do I act in, where am I signed in, and is my door shut? */
export function AccountPage(): ReactNode {
  return <Answered query={useMe()}>{(me) => <Body me={me} />}</Answered>;
}

function Body({ me }: { me: Me }): ReactNode {
  const t = useText();
  const held = me.first === 'factor';
  return (
    <div className="col account">
      <H1 title={t.account.title}>{t.account.title}</H1>
      <p className="lede">{held ? t.account.firstFactor : t.account.lede}</p>
      {held && <Factor />}
      {me.posts.length > 1 && <Posts me={me} />}
      {!held && <Sessions />}
      <Password />
      {!held && <Factor />}
    </div>
  );
}

function Posts({ me }: { me: Me }): ReactNode {
  const t = useText();
  const navigate = useNavigate();
  const [error, setError] = useState<string | null>(null);
  const go = (post: string): void =>
    void api<{ token: string }>('/api/me/post', { method: 'POST', json: { post } })
      .then(({ token }) => {
        queries.clear();
        keepToken(token, keptWhere() === 'local');
        return navigate({ to: '/' });
      })
      .catch((problem: unknown) => setError(sentence(problem, t)));
  return (
    <section className="sec">
      <h2>{t.account.posts}</h2>
      <p className="soft">{t.account.postsLede}</p>
      {error !== null && <Alert>{error}</Alert>}
      <ul className="lines-of">
        {me.posts.map((post) => (
          <li key={post.id}>
            <div>
              <b>{t.account.staff.post(t.shell.roles[post.role], post.title, post.place)}</b>
              {post.acting && post.until !== null && <span className="note"> {t.account.acting(t.dates.full(post.until))}</span>}
            </div>
            {post.id === me.post.id ? (
              <span className="note">{t.account.here}</span>
            ) : (
              <button className="btn small" type="button" onClick={() => go(post.id)}>
                {t.account.go}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Session {
  readonly id: string;
  readonly since: string;
  readonly device: string;
  readonly network: string;
  readonly current: boolean;
}

function Sessions(): ReactNode {
  const t = useText();
  const list = useApi<{ items: readonly Session[] }>('/api/me/sessions');
  const [said, setSaid] = useState<string | null>(null);
  const act = (path: string): void =>
    void api<{ ended: number } | undefined>(`/api/me/sessions/${path}`, { method: 'POST' })
      .then((answer) => {
        setSaid(t.account.ended(answer?.ended ?? 1));
        return list.refetch();
      })
      .catch((problem: unknown) => setSaid(sentence(problem, t)));
  return (
    <section className="sec">
      <h2>{t.account.sessions}</h2>
      <p role="status">{said}</p>
      <Answered query={list}>
        {({ items }) => (
          <>
            <ul className="lines-of">
              {items.map((one) => (
                <li key={one.id}>
                  <div>
                    <b>{one.device === '' ? t.account.unknownDevice : one.device}</b>
                    <span className="note"> {t.account.since(t.dates.fullClock(one.since), one.network)}</span>
                  </div>
                  {one.current ? (
                    <span className="note">{t.account.thisOne}</span>
                  ) : (
                    <button className="btn small" type="button" onClick={() => act(`${one.id}/end`)}>
                      {t.account.end}
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {items.length > 1 && (
              <button className="btn" type="button" onClick={() => act('end-others')}>
                {t.account.endOthers}
              </button>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
