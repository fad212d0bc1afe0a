import { useCallback, useEffect, useState } from 'react';
import type { Draft, FindingReason } from '../../../nouns/demands/demand.ts';
import { api, ApiProblem, sentence } from '../../api.ts';
import { queries } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { DemandDetail } from '../../types.ts';
import { dropLocal, emptyDraft, heldLocally, holdLocally } from './model.ts';

export interface Said {
  readonly text: string;
  readonly at: number;
}

export interface Drafting {
  readonly draft: Draft;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly problem: Said | null;
  readonly savedAt: number | null;
  readonly recovered: boolean;
  readonly undoable: boolean;
  readonly change: (patch: Partial<Draft>) => void;
  readonly undo: () => void;
  readonly say: (text: string | null) => void;
  /** The demand as the server holds it after saving, or null where it was refused. */
  readonly save: () => Promise<DemandDetail | null>;
  readonly submit: (id: string, reasons: readonly FindingReason[]) => Promise<DemandDetail | null>;
}

interface Options {
  readonly id: string;
  readonly organ: string;
  readonly county: string;
  readonly detail: DemandDetail | null;
  readonly onCreated: (id: string) => void;
}

/** The draft under the pen: held on this machine at every stroke, saved at the server when asked. */
export function useDraft({ id, organ, county, detail, onCreated }: Options): Drafting {
  const t = useText();
  const [held] = useState(() => heldLocally(id, organ));
  const [draft, setDraft] = useState<Draft>(() => held ?? detail?.draft ?? emptyDraft(county));
  const [past, setPast] = useState<readonly string[]>([]);
  const [dirty, setDirty] = useState(held !== null);
  const [busy, setBusy] = useState(false);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [problem, setProblem] = useState<Said | null>(null);
  const say = useCallback((text: string | null) => setProblem(text === null ? null : { text, at: Date.now() }), []);

  useEffect(() => {
    if (dirty) holdLocally(id, organ, draft);
  }, [dirty, draft, id, organ]);

  const change = (patch: Partial<Draft>): void => {
    if (patch.text !== undefined && patch.text !== draft.text) setPast((texts) => [...texts.slice(-50), draft.text]);
    setDraft((now) => ({ ...now, ...patch }));
    setDirty(true);
  };
  const undo = (): void => {
    const text = past.at(-1);
    if (text === undefined) return;
    setPast(past.slice(0, -1));
    setDraft((now) => ({ ...now, text }));
    setDirty(true);
  };
  /** Saving holds the text against the rules of today: the new findings then stand on the page. */
  const judgeAgain = async (): Promise<void> => {
    const after = await api<DemandDetail>(`/api/demands/${id}/draft`, { method: 'PUT', json: draft });
    queries.setQueryData([`/api/demands/${id}`], after);
  };
  const call = async (path: string, method: 'POST' | 'PUT', json: unknown): Promise<DemandDetail | null> => {
    setBusy(true);
    setProblem(null);
    try {
      const after = await api<DemandDetail>(path, { method, json });
      queries.setQueryData([`/api/demands/${after.id}`], after);
      void queries.invalidateQueries({ queryKey: ['/api/demands?limit=100'] });
      return after;
    } catch (error) {
      if (error instanceof ApiProblem && error.slug === 'demand.rules-changed') await judgeAgain().catch(() => undefined);
      say(sentence(error, t));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const save = async (): Promise<DemandDetail | null> => {
    if (id !== 'new' && !dirty && detail !== null) return queries.getQueryData<DemandDetail>([`/api/demands/${id}`]) ?? detail;
    const body = { ...draft, title: draft.title.trim() === '' ? t.desk.drafts.untitled : draft.title };
    const after = await (id === 'new' ? call('/api/demands', 'POST', body) : call(`/api/demands/${id}/draft`, 'PUT', body));
    if (after === null) return null;
    dropLocal(id, organ);
    setDirty(false);
    setSavedAt(Date.now());
    if (id === 'new') onCreated(after.id);
    return after;
  };
  const submit = (saved: string, reasons: readonly FindingReason[]): Promise<DemandDetail | null> =>
    call(`/api/demands/${saved}/submit`, 'POST', { reasons });
  return { draft, dirty, busy, problem, savedAt, recovered: held !== null, undoable: past.length > 0, change, undo, say, save, submit };
}
