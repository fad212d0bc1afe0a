import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { FindingReason } from '../../../nouns/demands/demand.ts';
import { useText } from '../../strings/index.ts';
import type { Effect } from '../../types.ts';
import { announce, Eff } from '../../ui/index.ts';
import type { Drafting } from './use-draft.ts';

/** A finding in the text, or (start -1) what the register shows beside it. */
export interface ToAnswer {
  readonly rule: string;
  readonly start: number;
  readonly effect: Effect;
  readonly message: string;
  readonly source: string;
}

interface Props {
  readonly drafting: Drafting;
  readonly saved: string;
  readonly findings: readonly ToAnswer[];
  readonly before: readonly FindingReason[];
}

const keyOf = (finding: { readonly rule: string; readonly start: number }): string => `${finding.rule}@${finding.start}`;

/** One written reason for each finding that stays. Nothing is blocked; everything is seen. */
export function Reasons({ drafting, saved, findings, before }: Props): ReactNode {
  const t = useText();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(before.map((reason) => [keyOf(reason), reason.text])),
  );
  const [tried, setTried] = useState(false);
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, []);
  const open = findings.filter((finding) => (texts[keyOf(finding)] ?? '').trim() === '');
  const send = (): void => {
    setTried(true);
    const [first] = open;
    if (first !== undefined) {
      announce(t.desk.draft.reasonsNeed(open.length));
      return document.getElementById(`why-${keyOf(first)}`)?.focus();
    }
    const reasons = findings.map((finding) => ({ rule: finding.rule, start: finding.start, text: (texts[keyOf(finding)] ?? '').trim() }));
    return void drafting.submit(saved, reasons).then(async (after) => {
      if (after === null) return;
      announce(t.desk.draft.sent);
      await navigate({ to: '/demands/$id', params: { id: saved } });
    });
  };
  return (
    <section className="sec reasons">
      <h2 ref={heading} tabIndex={-1}>
        {t.desk.draft.reasons}
      </h2>
      <p className="soft">{t.desk.draft.reasonsLede}</p>
      <ol>
        {findings.map((finding) => (
          <Reason
            key={keyOf(finding)}
            finding={finding}
            text={texts[keyOf(finding)] ?? ''}
            wrong={tried && open.includes(finding)}
            change={(text) => setTexts({ ...texts, [keyOf(finding)]: text })}
          />
        ))}
      </ol>
      {drafting.problem !== null && (
        <p className="warn" role="alert">
          {drafting.problem.text}
        </p>
      )}
      <p className="acts">
        <button className="btn go" type="button" disabled={drafting.busy} onClick={send}>
          {drafting.busy ? t.desk.draft.sending : t.desk.draft.send}
        </button>
        {tried && open.length > 0 && <span className="note">{t.desk.draft.reasonsNeed(open.length)}</span>}
      </p>
    </section>
  );
}

function Reason({
  finding,
  text,
  wrong,
  change,
}: {
  finding: ToAnswer;
  text: string;
  wrong: boolean;
  change: (text: string) => void;
}): ReactNode {
  const t = useText();
  const id = `why-${keyOf(finding)}`;
  return (
    <li>
      <p>
        <Eff effect={finding.effect}>{finding.effect === 'refuse' ? t.desk.draft.cannot : t.effect[finding.effect]}</Eff>
        {t.wide}
        {finding.message}
      </p>
      <p className="note">{finding.source}</p>
      <label htmlFor={id}>{finding.effect === 'refuse' ? t.desk.draft.reasonFor : t.desk.draft.reasonForJustify}</label>
      <textarea
        className="in"
        id={id}
        rows={2}
        maxLength={1000}
        value={text}
        aria-invalid={wrong}
        aria-required="true"
        onChange={(event) => change(event.target.value)}
      />
    </li>
  );
}
