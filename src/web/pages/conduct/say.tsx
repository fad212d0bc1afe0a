import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, ApiProblem, sentence } from '../../api.ts';
import { queries, useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Alert, announce, Answered, H1, wantFocus } from '../../ui/index.ts';
import type { ToSay } from './types.ts';
import './conduct.css';

const path = '/api/conduct/to-say';

/** What was done to us? Everything is "no" until it is tapped; one button sends it; no word is asked. */
export function SayPage(): ReactNode {
  const t = useText();
  const { id } = useParams({ from: '/say/$id' });
  const list = useApi<ToSay>(path);
  return (
    <Answered query={list}>
      {(data) => {
        const item = data.items.find(({ subject }) => subject === id);
        return (
          <div className="say-page">
            {item === undefined ? <H1 title={t.conduct.toSay}>{t.conduct.saidGone}</H1> : <Questions item={item} key={id} />}
            <p className="gap-s">
              <Link to="/">{t.ask.back}</Link>
            </p>
          </div>
        );
      }}
    </Answered>
  );
}

function Questions({ item }: { item: ToSay['items'][number] }): ReactNode {
  const t = useText();
  const [done, setDone] = useState<readonly string[]>([]);
  const [already] = useState(item.spoken);
  const [state, setState] = useState<'asking' | 'sending' | 'sent'>(item.spoken ? 'sent' : 'asking');
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (): Promise<void> => {
    setState('sending');
    setProblem(null);
    try {
      await api(`/api/conduct/reports/${item.subject}`, { method: 'POST', json: { behaviours: done } });
    } catch (error) {
      if (!(error instanceof ApiProblem && error.slug === 'conduct.spoken')) {
        setProblem(sentence(error, t));
        setState('asking');
        return;
      }
    }
    wantFocus();
    setState('sent');
    announce(t.conduct.said);
    void queries.invalidateQueries({ queryKey: [path] });
  };
  if (state === 'sent')
    return (
      <>
        <H1 title={t.conduct.toSay}>{already ? t.conduct.saidAlready : t.conduct.said}</H1>
        <p className="lede">
          {item.organ}
          {t.comma}
          {t.dates.day(item.date)}
        </p>
      </>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <H1 title={t.conduct.toSay}>{t.conduct.sayTitle(item.organ)}</H1>
      <p className="lede">
        {t.dates.day(item.date)}
        {t.comma}
        {item.name === null ? (t.conduct.kinds[item.kind] ?? '') : t.short(item.name)}
        {t.stop}
      </p>
      <p className="gap-s">{t.conduct.sayLede}</p>
      <ul>
        {item.questions.map((one) => {
          const on = done.includes(one);
          return (
            <li key={one}>
              <label>
                <input type="checkbox" checked={on} onChange={() => setDone(on ? done.filter((each) => each !== one) : [...done, one])} />
                <span>{t.conduct.behaviours[one] ?? one}</span>
                <b aria-hidden="true">{on ? t.conduct.did : t.conduct.didNot}</b>
              </label>
            </li>
          );
        })}
      </ul>
      {problem !== null && <Alert>{problem}</Alert>}
      <p className="note">{t.conduct.sayWho(5)}</p>
      <div className="foot">
        <button className="btn go wide" type="submit" disabled={state === 'sending'}>
          {done.length === 0 ? t.conduct.sayNone : t.conduct.saySome(done.length)}
        </button>
      </div>
    </form>
  );
}
