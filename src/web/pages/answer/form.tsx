import { Link } from '@tanstack/react-router';
import type { FormEvent, ReactNode } from 'react';
import { useRef } from 'react';
import { useText } from '../../strings/index.ts';
import type { AnswerView } from '../../types.ts';
import { Alert, Fold, H1, organName, Say, Ticks } from '../../ui/index.ts';
import { FieldBox } from './field.tsx';
import { HeldFields, hintOf } from './held.tsx';
import { useAnswer } from './use-answer.ts';
import { given } from './values.ts';

interface Props {
  readonly view: AnswerView;
  readonly unit: string;
  readonly refresh: () => Promise<AnswerView | undefined>;
  readonly onSent: (receipt: { id: string; at: string }) => void;
  readonly onQueued: () => void;
}

export function AnswerForm(props: Props): ReactNode {
  const { view } = props;
  const t = useText();
  const answer = useAnswer(props);
  const box = useRef<HTMLFormElement>(null);
  const folded = view.fields.filter(({ key }) => answer.folded(key));
  const open = view.fields.filter(({ key }) => !answer.folded(key));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const first = answer.submit();
    if (first !== null)
      box.current
        ?.querySelector<HTMLElement>(
          `[data-field="${CSS.escape(first)}"] input, [data-field="${CSS.escape(first)}"] select, [data-field="${CSS.escape(first)}"] textarea`,
        )
        ?.focus();
  };
  return (
    <>
      <Head view={view} typed={answer.typed} folded={folded.length} />
      {answer.notice !== null && <Alert key={answer.notice.at}>{answer.notice.text}</Alert>}
      {view.fields.length === 0 && (view.rosters ?? []).length === 0 && <p className="gap">{t.answer.noFields}</p>}
      {(view.rosters ?? []).map(({ sheet, columns }) => (
        <p className="gap" key={sheet}>
          {t.demand.roster(columns.map(({ label }) => label))}
        </p>
      ))}
      <form noValidate ref={box} onSubmit={submit}>
        {open.map((field) => (
          <FieldBox
            field={field}
            typed={answer.typed[field.key] ?? ''}
            wrong={answer.wrong[field.key] ?? null}
            before={view.previous?.[field.key] ?? null}
            hint={hintOf(field, view.held ?? [], t)}
            reason={
              answer.differs(field.key) ? { text: answer.reasons[field.key] ?? '', change: (text) => answer.reason(field.key, text) } : null
            }
            change={(value) => answer.change(field.key, value)}
            leave={() => answer.leave(field)}
            key={field.key}
          />
        ))}
        <HeldFields fields={folded} held={answer.held} correct={answer.open} />
        <Folds view={view} />
        <div className="send">
          <button className="btn go wide" type="submit" disabled={answer.busy}>
            {answer.busy ? t.answer.sending : t.answer.send}
          </button>
          <p className="note">{t.answer.saved}</p>
        </div>
      </form>
    </>
  );
}

function Head({ view, typed, folded }: { view: AnswerView; typed: Readonly<Record<string, string>>; folded: number }): ReactNode {
  const t = useText();
  const { demand, fields, current } = view;
  const done = given(fields, typed);
  const left = fields.length - done;
  return (
    <>
      <H1 title={demand.title}>
        {current !== null && current.version === demand.version
          ? t.answer.titleAmend
          : fields.length === 0
            ? t.answer.titleNone
            : folded > 0
              ? t.answer.titleLeft(fields.length - folded)
              : t.answer.title(fields.length)}
      </H1>
      <p className="lede">
        <Say>{t.answer.lede(t.short(demand.title), t.why(organName(demand.organ), demand.purpose), demand.deadline)}</Say>
      </p>
      {demand.state === 'late' && <p className="gap-s">{t.answer.late(demand.deadline)}</p>}
      {current !== null && current.version === demand.version && (
        <p className="gap-s soft">
          {t.answer.current(current.at)}{' '}
          <Link to="/receipts/$id" params={{ id: current.receipt }}>
            {t.answer.see}
          </Link>
        </p>
      )}
      {fields.length > 0 && (
        <div className="gap">
          <Ticks done={done} left={left} label={t.today.ticks(done, left)} />
          <p className="note gap-s" aria-live="polite">
            {t.answer.progress(done, left)}
          </p>
        </div>
      )}
    </>
  );
}

function Folds({ view }: { view: AnswerView }): ReactNode {
  const t = useText();
  const { demand } = view;
  return (
    <div className="folds">
      <Fold summary={t.answer.attachments}>
        <p className="plain-text">{t.answer.attachmentsSay}</p>
      </Fold>
      <Fold summary={t.answer.basis}>
        <p className="plain-text">
          <Say>{t.answer.basisSays(demand.basis.replace(/。$/u, '') || t.ask.notSpecified, demand.number, demand.expiresAt)}</Say>{' '}
          <Link to="/demands/$id" params={{ id: demand.id }}>
            {t.answer.allTerms}
          </Link>
        </p>
      </Fold>
    </div>
  );
}
