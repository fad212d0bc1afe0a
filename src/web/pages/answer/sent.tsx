import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api.ts';
import { saveReceipt } from '../../download.ts';
import { useText } from '../../strings/index.ts';
import type { AnswerView, ReceiptStatus } from '../../types.ts';
import { H1 } from '../../ui/index.ts';
import { Step } from './steps.tsx';

/** The form becomes its receipt. Said exactly: 已入册，待见证 until witnesses answer. */
export function SentPage({ view, receipt }: { view: AnswerView; receipt: { id: string; at: string } }): ReactNode {
  const t = useText();
  const status = useQuery({
    queryKey: [`/api/receipts/${receipt.id}/status`],
    queryFn: () => api<ReceiptStatus>(`/api/receipts/${receipt.id}/status`),
    refetchInterval: (query) => (query.state.data?.index == null ? 1_000 : query.state.data.witnessed ? false : 30_000),
  });
  const index = status.data?.index ?? null;
  const witnessed = status.data?.witnessed === true;
  return (
    <>
      <H1 title={view.demand.title}>{t.answer.sentTitle}</H1>
      <p className="lede">{t.answer.sentLede(t.short(view.demand.title), view.fields.length)}</p>
      <section className="rc" aria-live="polite">
        <p className="no">
          {t.answer.receipt} <span className="code">{status.data?.label ?? ''}</span>
        </p>
        <ol className="steps">
          {index === null ? (
            <Step state="wait" title={t.answer.entering}>
              {t.answer.enteringSays}
            </Step>
          ) : (
            <>
              <Step state="done" title={t.answer.entered}>
                {t.answer.enteredAt(status.data?.at ?? receipt.at, index)}
              </Step>
              <Step state={witnessed ? 'done' : 'wait'} title={witnessed ? t.answer.witnessed : t.answer.waiting}>
                {witnessed ? t.answer.witnessedSays : t.answer.waitingSays}
              </Step>
            </>
          )}
        </ol>
        <p className="soft">{t.answer.show}</p>
        <div className="acts">
          <Link className="btn go" to="/receipts/$id" params={{ id: receipt.id }}>
            {t.answer.see}
          </Link>
          <button
            className="btn"
            type="button"
            disabled={index === null}
            onClick={() => void saveReceipt(receipt.id, status.data?.label ?? receipt.id)}
          >
            {t.answer.save}
          </button>
          <Link className="btn" to="/">
            {t.answer.home}
          </Link>
        </div>
      </section>
      <p className="note gap">{t.answer.wrong(view.demand.expiresAt)}</p>
    </>
  );
}
