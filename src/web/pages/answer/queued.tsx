import type { ReactNode } from 'react';
import { useState } from 'react';
import { flush } from '../../outbox.ts';
import type { Waiting } from '../../outbox.ts';
import { useText } from '../../strings/index.ts';
import type { AnswerView } from '../../types.ts';
import { H1 } from '../../ui/index.ts';
import { Step } from './steps.tsx';

/** No network: the values wait here and go out by themselves. Said once, quietly. */
export function Queued({ one, view }: { one: Waiting; view: AnswerView }): ReactNode {
  const t = useText();
  const [busy, setBusy] = useState(false);
  return (
    <>
      <H1 title={view.demand.title}>{t.answer.queued}</H1>
      <p className="lede">{t.answer.queuedLede}</p>
      <section className="rc">
        <p className="no">
          {t.short(view.demand.title)} <span className="code">{view.demand.number}</span>
        </p>
        <ol className="steps">
          <Step state="wait" title={t.answer.queued}>
            {t.dates.fullClock(new Date(one.at).toISOString())}
          </Step>
        </ol>
        <div className="acts">
          <button
            className="btn"
            type="button"
            disabled={busy}
            onClick={() => {
              setBusy(true);
              void flush().finally(() => setBusy(false));
            }}
          >
            {busy ? t.answer.sending : t.answer.tryNow}
          </button>
        </div>
      </section>
    </>
  );
}
