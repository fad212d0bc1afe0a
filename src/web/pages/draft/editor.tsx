import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { api, sentence } from '../../api.ts';
import { useText, type Messages } from '../../strings/index.ts';
import type { DemandDetail, Me } from '../../types.ts';
import { Alert, announce, sourceOf } from '../../ui/index.ts';
import type { Findings as RegisterFindings } from '../conduct/index.ts';
import type { Original } from './annotated.ts';
import { Findings } from './findings.tsx';
import { Head } from './head.tsx';
import { Intake } from './intake.tsx';
import { needs, toAnswer } from './model.ts';
import type { Need } from './model.ts';
import { Paper } from './paper.tsx';
import { Report } from './report.tsx';
import { Reasons, type ToAnswer } from './reasons.tsx';
import { TermsForm } from './terms-form.tsx';
import type { Table } from './intake.tsx';
import { useCheck } from './use-check.ts';
import { useDraft } from './use-draft.ts';

interface Props {
  readonly id: string;
  readonly me: Me;
  readonly detail: DemandDetail | null;
  readonly onCreated: (id: string) => void;
}

export function Editor({ id, me, detail, onCreated }: Props): ReactNode {
  const organ = me.organ?.id ?? me.name;
  const drafting = useDraft({ id, organ, county: me.county.code.padEnd(12, '0'), detail, onCreated });
  const { draft } = drafting;
  const { checked, busy } = useCheck(draft, me.organ);
  const [tables, setTables] = useState<readonly Table[]>([]);
  const [remarks, setRemarks] = useState<readonly string[]>([]);
  const [original, setOriginal] = useState<Original | null>(null);
  const [on, setOn] = useState<number | null>(null);
  const sending = useSending(drafting, draft);

  if (draft.text.trim() === '') return <Intake drafting={drafting} onTables={setTables} onRemarks={setRemarks} onOriginal={setOriginal} />;
  const findings = checked?.findings ?? [];
  return (
    <div className="page desk">
      <Head drafting={drafting} checked={checked} original={original} checking={busy} submit={sending.start} />
      {drafting.problem !== null && <Alert key={drafting.problem.at}>{drafting.problem.text}</Alert>}
      <Report drafting={drafting} checked={checked} me={me} />
      <Words detail={detail} />
      {remarks.length > 0 && <p className="note">{remarks.join('')}</p>}
      <div className="work">
        <Paper drafting={drafting} findings={findings} title={checked?.reading.title ?? null} on={on} setOn={setOn} />
        <Findings drafting={drafting} findings={findings} text={checked?.text ?? ''} on={on} setOn={setOn} />
      </div>
      <TermsForm drafting={drafting} county={me.county.name} tables={tables} missing={sending.missing} />
      {sending.asked !== null && (
        <Reasons drafting={drafting} saved={sending.asked.id} findings={sending.asked.owed} before={detail?.reasons ?? []} />
      )}
    </div>
  );
}

/** What the gate said last: the drafter reads it where the mending happens. */
function Words({ detail }: { detail: DemandDetail | null }): ReactNode {
  const t = useText();
  const last = detail?.acts.at(-1);
  if (last === undefined || (last.kind !== 'return' && last.kind !== 'askReasons')) return null;
  return (
    <div className="alert advise">
      <b>{last.kind === 'return' ? t.desk.draft.returned : t.desk.draft.asked}</b>
      <p>
        {last.reason} <span className="note">{t.demand.actBy(last.by.name, last.by.post)}</span>
      </p>
    </div>
  );
}

interface Saved {
  readonly id: string;
  readonly owed: readonly ToAnswer[];
}

/** In the text, and in what the register shows: the server asks for the same. One reason a rule answers for the register. */
async function owedBy({ id, findings }: DemandDetail, t: Messages): Promise<readonly ToAnswer[]> {
  const before = await api<RegisterFindings>(`/api/conduct/demands/${id}`);
  const told = new Map(before.findings.filter(({ undecided, effect }) => !undecided && effect !== 'advise').map((one) => [one.rule, one]));
  return [
    ...toAnswer(findings).map((finding) => ({ ...finding, source: sourceOf(finding, t) })),
    ...[...told.values()].map((one) => ({ ...one, start: -1, source: sourceOf({ ...one, inForce: null }, t) })),
  ];
}

/** Sending is never blocked by findings: they ask for a reason each. Only what the gate could not judge at all is asked for first. */
function useSending(
  drafting: ReturnType<typeof useDraft>,
  draft: ReturnType<typeof useDraft>['draft'],
): { start: () => void; asked: Saved | null; missing: readonly Need[] } {
  const t = useText();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Saved | null>(null);
  const [missing, setMissing] = useState<readonly Need[]>([]);
  const text = useRef(draft.text);
  // Another text has other findings: reasons are asked for anew.
  useEffect(() => {
    if (text.current !== draft.text) setAsked(null);
    text.current = draft.text;
  }, [draft.text]);

  const start = (): void => {
    const list = needs(draft);
    setMissing(list);
    if (list.length > 0) {
      announce(t.desk.draft.needFirst(list.length));
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.terms-form [aria-invalid="true"], .terms-form .warn')?.focus());
      return;
    }
    void drafting.save().then(async (saved) => {
      if (saved === null) return;
      const owed = await owedBy(saved, t).catch((error: unknown) => {
        drafting.say(sentence(error, t));
        return null;
      });
      if (owed === null) return;
      if (owed.length > 0) {
        setAsked({ id: saved.id, owed });
        return;
      }
      if ((await drafting.submit(saved.id, [])) !== null) {
        announce(t.desk.draft.sent);
        await navigate({ to: '/demands/$id', params: { id: saved.id } });
      }
    });
  };
  return { start, asked, missing };
}
