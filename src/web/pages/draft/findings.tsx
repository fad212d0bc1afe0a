import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { useText } from '../../strings/index.ts';
import type { Finding } from '../../types.ts';
import { announce, Eff, Fold, sourceOf } from '../../ui/index.ts';
import { HistoryOfDraft } from '../conduct/index.ts';
import { sentenceAround } from './model.ts';
import type { Drafting } from './use-draft.ts';

interface Props {
  readonly drafting: Drafting;
  readonly findings: readonly Finding[];
  /** The text that was checked: a mend is offered only while it is still the text. */
  readonly text: string;
  readonly on: number | null;
  readonly setOn: (number: number | null) => void;
}

/** In the order of the text, each with its ground, its quotation and its mend. */
export function Findings({ drafting, findings, text, on, setOn }: Props): ReactNode {
  const t = useText();
  const decided = findings.filter((finding) => !finding.undecided);
  const undecided = findings.filter((finding) => finding.undecided);
  const [done, setDone] = useState<string | null>(null);
  return (
    <section className="fs">
      <h2>{t.desk.draft.order}</h2>
      {done !== null && (
        <p className="mended" role="status">
          <Eff effect="ok">{done}</Eff>
          {drafting.undoable && (
            <button
              className="link"
              type="button"
              onClick={() => {
                drafting.undo();
                setDone(null);
              }}
            >
              {t.desk.draft.undo}
            </button>
          )}
        </p>
      )}
      {decided.length === 0 && <p className="soft">{t.desk.draft.noFindings}</p>}
      <ol>
        {decided.map((finding, at) => (
          <One
            finding={finding}
            number={at + 1}
            on={on === at + 1}
            setOn={setOn}
            drafting={drafting}
            fresh={text === drafting.draft.text}
            onDone={(says) => {
              setDone(says);
              announce(says);
            }}
            key={`${finding.rule}@${finding.start}`}
          />
        ))}
      </ol>
      <HistoryOfDraft draft={drafting.draft} />
      {undecided.length > 0 && (
        <Fold summary={t.desk.draft.undecided(undecided.length)}>
          <ul className="later">
            {undecided.map((finding) => (
              <li key={`${finding.rule}@${finding.start}`}>
                {finding.message} <span className="note">{sourceOf(finding, t)}</span>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </section>
  );
}

interface OneProps {
  readonly finding: Finding;
  readonly number: number;
  readonly on: boolean;
  readonly setOn: (number: number | null) => void;
  readonly drafting: Drafting;
  readonly fresh: boolean;
  readonly onDone: (says: string) => void;
}

function One(props: OneProps): ReactNode {
  const { finding, number, on, setOn, fresh } = props;
  const t = useText();
  const [open, setOpen] = useState(false);
  const whole = finding.end <= finding.start;
  return (
    <li className={on ? 'fi on' : 'fi'} id={`finding-${number}`} tabIndex={-1}>
      <span className="n">{number}</span>
      <div>
        <p className="say">
          <Eff effect={finding.effect}>{finding.effect === 'refuse' ? t.desk.draft.cannot : t.effect[finding.effect]}</Eff>
          {t.wide}
          {finding.message}
        </p>
        {!whole && (
          <p>
            <button className="quote" type="button" onClick={() => show(number, setOn)}>
              <span className="vh">{t.desk.draft.jump(number)}</span>
              {t.quote(finding.quote.length > 60 ? `${finding.quote.slice(0, 60)}…` : finding.quote)}
            </button>
          </p>
        )}
        <p className="src">{sourceOf(finding, t)}</p>
        {finding.mend !== null && whole && <p className="soft">{finding.mend}</p>}
        {!whole && fresh && !open && (
          <div className="fix">
            <button
              className="btn small"
              type="button"
              onClick={() => {
                // On a phone the text is far above: the sentence is quoted here, so the page stays.
                if (matchMedia('(min-width: 1100px)').matches) show(number, setOn);
                else setOn(number);
                setOpen(true);
              }}
            >
              {finding.mend ?? t.desk.draft.mendOpen}
            </button>
          </div>
        )}
        {open && fresh && <Mend {...props} close={() => setOpen(false)} />}
      </div>
    </li>
  );
}

/** Marks the place in the text and brings it into view. */
function show(number: number, setOn: (number: number) => void): void {
  setOn(number);
  document.getElementById(`mark-${number}`)?.scrollIntoView({ block: 'nearest' });
}

/** The sentence itself, to be replaced or taken out. */
function Mend({ finding, drafting, onDone, close }: OneProps & { close: () => void }): ReactNode {
  const t = useText();
  const id = useId();
  const { text } = drafting.draft;
  const place = sentenceAround(text, finding.start, finding.end);
  const [words, setWords] = useState(text.slice(place.start, place.end));
  const put = (next: string, says: string): void => {
    // A line that becomes empty goes with its sentence.
    const after = next === '' && text[place.start - 1] === '\n' && text[place.end] === '\n' ? place.end + 1 : place.end;
    drafting.change({ text: text.slice(0, place.start) + next + text.slice(after) });
    close();
    onDone(says);
  };
  return (
    <div className="mend">
      {finding.mend !== null && (
        <p className="soft">
          {t.desk.draft.mend}
          {t.colon}
          {finding.mend}
        </p>
      )}
      <label htmlFor={id}>{t.desk.draft.mendSays}</label>
      <textarea
        className="in"
        id={id}
        rows={3}
        value={words}
        ref={focusOnce}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      />
      <div className="fix">
        <button
          className="btn small"
          type="button"
          disabled={words === text.slice(place.start, place.end)}
          onClick={() => put(words, t.desk.draft.replaced)}
        >
          {t.desk.draft.mendReplace}
        </button>
        <button className="btn small" type="button" onClick={() => put('', t.desk.draft.deleted)}>
          {t.desk.draft.mendDelete}
        </button>
        <button className="btn small bare" type="button" onClick={close}>
          {t.ask.cancel}
        </button>
      </div>
    </div>
  );
}

function focusOnce(box: HTMLTextAreaElement | null): void {
  box?.focus({ preventScroll: true });
}
