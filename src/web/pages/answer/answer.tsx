import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { onOutbox, waitingFor } from '../../outbox.ts';
import { useKept, useMe } from '../../queries.ts';
import { read } from '../../storage.ts';
import { useText } from '../../strings/index.ts';
import type { AnswerView, Me } from '../../types.ts';
import { Answered, H1, wantFocus } from '../../ui/index.ts';
import { AnswerForm } from './form.tsx';
import { Queued } from './queued.tsx';
import { SentPage } from './sent.tsx';
import './answer.css';

export function AnswerPage(): ReactNode {
  const { id } = useParams({ from: '/answer/$id' });
  const me = useMe();
  const view = useKept<AnswerView>(`/api/answers/${id}`, { refetchOnMount: 'always' });
  const t = useText();
  return (
    <div className="col answer">
      <Link className="back" to="/">
        {t.shell.today}
      </Link>
      <Answered query={me}>
        {(who) => (
          <Answered query={view}>
            {(data) => <Body key={id} view={data} me={who} refresh={() => view.refetch().then((next) => next.data)} />}
          </Answered>
        )}
      </Answered>
    </div>
  );
}

interface Receipt {
  readonly id: string;
  readonly at: string;
}

function Body({ view, me, refresh }: { view: AnswerView; me: Me; refresh: () => Promise<AnswerView | undefined> }): ReactNode {
  const unit = me.place.code;
  const [sent, setSent] = useState<Receipt | null>(null);
  useSyncExternalStore(onOutbox, () => read('qd.outbox'));
  const queued = waitingFor(view.demand.id, unit);
  const wasQueued = useWas(queued !== null);

  // It went out by itself while the page stood open.
  useEffect(() => {
    if (!wasQueued || queued !== null) return;
    void refresh().then((next) => {
      if (!next?.current) return;
      top();
      setSent({ id: next.current.receipt, at: next.current.at });
    });
  }, [wasQueued, queued, refresh]);

  if (sent !== null) return <SentPage view={view} receipt={sent} />;
  if (queued !== null) return <Queued one={queued} view={view} />;
  if (view.demand.state === 'expired' || view.demand.state === 'withdrawn') return <Closed view={view} />;
  return (
    <AnswerForm
      view={view}
      unit={unit}
      refresh={refresh}
      onSent={(receipt) => {
        top();
        setSent(receipt);
      }}
      onQueued={top}
    />
  );
}

/** The page becomes another one: start at its heading, for the eye and for the screen reader. */
function top(): void {
  wantFocus();
  scrollTo(0, 0);
}

/** The value of the render before, once it has changed. */
function useWas(now: boolean): boolean {
  const [pair, setPair] = useState({ now, was: false });
  if (pair.now !== now) setPair({ now, was: pair.now });
  return pair.was;
}

function Closed({ view }: { view: AnswerView }): ReactNode {
  const t = useText();
  return (
    <>
      <H1 title={view.demand.title}>{view.demand.state === 'expired' ? t.answer.expired : t.answer.withdrawn}</H1>
      <p className="lede">{view.demand.title}</p>
      <p className="acts">
        <Link className="btn" to="/demands/$id" params={{ id: view.demand.id }}>
          {t.answer.allTerms}
        </Link>
      </p>
    </>
  );
}
