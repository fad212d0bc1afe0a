import { useEffect, useMemo, useState } from 'react';
import type { Field } from '../../../nouns/demands/terms.ts';
import { ApiProblem, sentence } from '../../api.ts';
import { draftKey, forgetRefusal, queue, refusalOf, send } from '../../outbox.ts';
import type { Waiting } from '../../outbox.ts';
import { writeJson } from '../../storage.ts';
import { useText } from '../../strings/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { AnswerView, HeldValue, Sent } from '../../types.ts';
import { announce } from '../../ui/index.ts';
import { judge, judgeAll, keptDraft, textOf, typedOf } from './values.ts';
import type { Typed } from './values.ts';

interface Options {
  readonly view: AnswerView;
  readonly unit: string;
  readonly refresh: () => Promise<AnswerView | undefined>;
  readonly onSent: (receipt: { id: string; at: string }) => void;
  readonly onQueued: () => void;
}

interface Notice {
  readonly text: string;
  readonly at: number;
}

interface Answer {
  readonly typed: Typed;
  readonly wrong: Readonly<Record<string, string>>;
  readonly busy: boolean;
  readonly notice: Notice | null;
  /** What fills the answer by itself, by field. */
  readonly held: ReadonlyMap<string, HeldValue>;
  /** Held, not opened for correction, and right: nobody is asked for it. */
  readonly folded: (key: string) => boolean;
  readonly open: (key: string) => void;
  readonly differs: (key: string) => boolean;
  readonly reasons: Readonly<Record<string, string>>;
  readonly reason: (key: string, text: string) => void;
  readonly change: (key: string, value: string) => void;
  readonly leave: (field: Field) => void;
  /** The key of the first wrong field, where the focus goes. */
  readonly submit: () => string | null;
}

/** What is typed, kept at every key; checked when a field is left and when it is sent. */
export function useAnswer({ view, unit, refresh, onSent, onQueued }: Options): Answer {
  const t = useText();
  const { demand, fields } = view;
  const [kept] = useState(() => keptDraft(demand.id, demand.version, unit));
  const held = useMemo(() => new Map((view.held ?? []).filter(({ sure }) => sure).map((one) => [one.key, one])), [view.held]);
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set());
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [typed, setTyped] = useState<Typed>(() => ({
    ...typedOf(view.current?.values ?? view.previous ?? {}),
    ...Object.fromEntries([...held].map(([key, { value }]) => [key, textOf(value)])),
    ...kept?.typed,
  }));
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<Notice | null>(() => firstNotice(demand.id, unit, kept?.older === true, t));
  const say = (text: string): void => setNotice({ text, at: Date.now() });

  // Told once; it stays on the page until the next attempt.
  useEffect(() => forgetRefusal(demand.id, unit), [demand.id, unit]);

  const differs = (key: string): boolean => {
    const one = held.get(key);
    return one !== undefined && (typed[key] ?? '').trim() !== textOf(one.value);
  };
  const change = (key: string, value: string): void => {
    const next = { ...typed, [key]: value };
    setTyped(next);
    writeJson(draftKey(demand.id, demand.version, unit), next);
    if (wrong[key] !== undefined) setWrong(without(wrong, key));
  };
  const leave = (field: Field): void => {
    const text = typed[field.key] ?? '';
    const judged = judge(field, text, t);
    // An empty box is not wrong before the person sends.
    setWrong(judged.ok || text.trim() === '' ? without(wrong, field.key) : { ...wrong, [field.key]: judged.says });
  };

  const refused = async (problem: unknown, one: Waiting): Promise<void> => {
    if (!(problem instanceof ApiProblem)) return say(t.problem.broken);
    if (problem.unreached) {
      onQueued();
      queue(one);
      return announce(t.answer.queued);
    }
    if (problem.slug === 'answer.superseded' || problem.slug === 'answer.expired' || problem.slug === 'answer.withdrawn') {
      await refresh();
      return say(problem.slug === 'answer.superseded' ? t.answer.changed : sentence(problem, t));
    }
    // What the ledger holds may have changed since the page was opened.
    if (problem.slug === 'answer.values') await refresh();
    setWrong(Object.fromEntries(problem.fields.map((field) => [field.path.replace(/^\/?(values\/)?/u, ''), field.detail])));
    return say(sentence(problem, t));
  };

  const submit = (): string | null => {
    const outcome = judgeAll(fields, typed, t);
    const unsaid = fields.filter(({ key }) => differs(key) && (reasons[key] ?? '').trim() === '' && outcome.wrong[key] === undefined);
    for (const { key } of unsaid) outcome.wrong[key] = t.answer.invalid.reason;
    const first = fields.find((field) => outcome.wrong[field.key] !== undefined);
    setWrong(outcome.wrong);
    if (first !== undefined) {
      announce(t.answer.notSent(Object.keys(outcome.wrong).length));
      return first.key;
    }
    const said = Object.fromEntries(Object.entries(reasons).filter(([key, text]) => differs(key) && text.trim() !== ''));
    const one: Waiting = {
      demand: demand.id,
      unit,
      version: demand.version,
      key: crypto.randomUUID(),
      values: outcome.values,
      ...(Object.keys(said).length === 0 ? {} : { reasons: said }),
      at: Date.now(),
    };
    setBusy(true);
    setNotice(null);
    void send(one)
      .then((sent: Sent) => onSent({ id: sent.receipt, at: new Date().toISOString() }))
      .catch((problem: unknown) => refused(problem, one))
      .finally(() => setBusy(false));
    return null;
  };
  return {
    typed,
    wrong,
    busy,
    notice,
    held,
    folded: (key) => held.has(key) && !opened.has(key) && !differs(key) && wrong[key] === undefined,
    open: (key) => setOpened(new Set([...opened, key])),
    differs,
    reasons,
    reason: (key, text) => {
      setReasons({ ...reasons, [key]: text });
      if (wrong[key] !== undefined) setWrong(without(wrong, key));
    },
    change,
    leave,
    submit,
  };
}

function firstNotice(demand: string, unit: string, older: boolean, t: Messages): Notice | null {
  const refusal = refusalOf(demand, unit);
  if (refusal !== null && refusal.slug !== 'answer.superseded') return { text: t.problem.of(refusal.slug, refusal.detail), at: 0 };
  return older || refusal !== null ? { text: t.answer.changed, at: 0 } : null;
}

function without(record: Readonly<Record<string, string>>, key: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
