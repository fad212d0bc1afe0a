import { useEffect, useRef, useState } from 'react';
import { dropDraft, keepDraft, readDraft } from '../../../drafts.ts';
import { act, type Act, type GridState, type Row } from '../../../grid/index.ts';
import { sendRow } from './send.ts';
import { decided, fresh, isBlank, sendingOf, type Cells, type Merged, type Standing } from './standing.ts';

/** Everything that was typed, as the browser keeps it. */
interface Draft {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly standings: Readonly<Record<string, Standing>>;
}

export interface Entry {
  /** Null while the draft is looked for. */
  readonly state: GridState | null;
  readonly columns: readonly string[];
  readonly standingOf: (id: string) => Standing;
  /** Another window of this browser has the same draft open. */
  readonly elsewhere: boolean;
  /** This browser keeps no drafts. */
  readonly unkept: boolean;
  readonly busy: boolean;
  /** Why the rest waits. */
  readonly problem: unknown;
  readonly act: (doing: Act) => void;
  readonly show: (columns: readonly string[]) => void;
  readonly load: (rows: readonly { readonly row: Row; readonly standing: Standing }[]) => void;
  readonly send: (ids: readonly string[]) => void;
  readonly decide: (id: string, whose: 'mine' | 'theirs') => void;
  readonly clear: (ids: readonly string[]) => void;
}

const EMPTY = 5;

export const newRows = (count: number): Row[] => Array.from({ length: count }, () => ({ id: crypto.randomUUID(), cells: {} }));

export function useEntry(key: string, register: string, columnsAtFirst: readonly string[]): Entry {
  const { draft, change, elsewhere, unkept, history } = useDraft(key, columnsAtFirst);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const running = useRef(false);

  const settle = (sent: Row, { cells, standing }: Merged): void =>
    change((before) => ({
      ...before,
      rows: before.rows.map((row) =>
        row.id === sent.id && cells !== sent.cells ? { ...row, cells: rebased(row.cells, sent.cells, cells) } : row,
      ),
      standings: { ...before.standings, [sent.id]: standing },
    }));

  const flush = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      for (;;) {
        const now = draft.current;
        const row = now?.rows.find(({ id }) => now.standings[id]?.sending != null);
        if (now === null || row === undefined) return;
        const outcome = await sendRow(register, row, now.standings[row.id] ?? fresh);
        if (outcome.kind === 'later') return setProblem(outcome.error);
        settle(row, outcome.merged);
        await history.saved();
      }
    } catch (error) {
      setProblem(error);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  useEffect(() => {
    const again = (): void => void flush();
    window.addEventListener('online', again);
    if (draft.current !== null) again();
    return () => window.removeEventListener('online', again);
    // Once the draft is there, and whenever the network is back.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [draft.current === null]);

  const send = (ids: readonly string[]): void => {
    change((before) => ({
      ...before,
      standings: { ...before.standings, ...readied(before, new Set(ids)) },
    }));
    // On disk first: a phone that dies now still knows what it was sending.
    void history.saved().then(flush);
  };

  return {
    state: history.state,
    columns: draft.current?.columns ?? columnsAtFirst,
    standingOf: (id) => draft.current?.standings[id] ?? fresh,
    elsewhere,
    unkept,
    busy,
    problem,
    act: history.act,
    show: (columns) => change((before) => ({ ...before, columns })),
    load: (rows) =>
      change((before) => ({
        ...before,
        rows: [...before.rows.filter((row) => !isBlank(row)), ...rows.map(({ row }) => row)],
        standings: { ...before.standings, ...Object.fromEntries(rows.map(({ row, standing }) => [row.id, standing])) },
      })),
    send,
    decide: (id, whose) => {
      const now = draft.current;
      const row = now?.rows.find((one) => one.id === id);
      const standing = now?.standings[id];
      if (row === undefined || standing?.conflict == null) return;
      settle(row, decided(row, standing, standing.conflict, whose));
      send([id]);
    },
    clear: (ids) => {
      const gone = new Set(ids);
      change((before) => {
        const rows = before.rows.filter(({ id }) => !gone.has(id));
        return {
          ...before,
          rows: rows.length === 0 ? newRows(EMPTY) : rows,
          standings: Object.fromEntries(Object.entries(before.standings).filter(([id]) => !gone.has(id))),
        };
      });
    },
  };
}

/** A merge answers for the cells that it saw; one that was typed over since keeps what was typed. */
function rebased(now: Cells, sent: Cells, merged: Cells): Cells {
  return Object.fromEntries(Object.keys(merged).map((key) => [key, now[key] === sent[key] ? (merged[key] ?? '') : (now[key] ?? '')]));
}

function readied({ rows, standings }: Draft, ids: ReadonlySet<string>): Record<string, Standing> {
  const next: Record<string, Standing> = {};
  for (const row of rows) {
    if (!ids.has(row.id)) continue;
    const standing = standings[row.id] ?? fresh;
    const sending = sendingOf(row, standing, crypto.randomUUID());
    if (sending !== null) next[row.id] = { ...standing, sending, faults: {} };
  }
  return next;
}

interface Drafting {
  readonly draft: { readonly current: Draft | null };
  readonly change: (by: (before: Draft) => Draft) => void;
  readonly elsewhere: boolean;
  readonly unkept: boolean;
  readonly history: { readonly state: GridState | null; readonly act: (doing: Act) => void; readonly saved: () => Promise<void> };
}

/** The draft in memory, its copy on disk, and the steps back. */
function useDraft(key: string, columnsAtFirst: readonly string[]): Drafting {
  const draft = useRef<Draft | null>(null);
  const steps = useRef<Pick<GridState, 'past' | 'future'>>({ past: [], future: [] });
  const [, draw] = useState(0);
  const [elsewhere, setElsewhere] = useState(false);
  const [unkept, setUnkept] = useState(false);
  const writing = useRef<Promise<void>>(Promise.resolve());
  const dirty = useRef(false);

  const saved = (): Promise<void> => {
    writing.current = writing.current.then(async () => {
      if (!dirty.current || draft.current === null) return;
      dirty.current = false;
      const { rows, standings } = draft.current;
      const empty = rows.every(isBlank) && Object.values(standings).every(({ sending }) => sending === null);
      const kept = empty ? await dropDraft(key).then(() => true) : await keepDraft(key, draft.current);
      setUnkept(!kept);
    });
    return writing.current;
  };
  const change = (by: (before: Draft) => Draft): void => {
    if (draft.current === null) return;
    draft.current = by(draft.current);
    dirty.current = true;
    draw((count) => count + 1);
    void saved();
  };
  useEffect(() => {
    let gone = false;
    const free = holdAlone(`qd.grid.${key}`, (mine) => {
      if (gone) return;
      if (!mine) return setElsewhere(true);
      void readDraft<Draft>(key).then((found) => {
        if (gone) return;
        draft.current = found ?? { columns: columnsAtFirst, rows: newRows(EMPTY), standings: {} };
        draw((count) => count + 1);
      });
    });
    return () => {
      gone = true;
      void saved().then(free);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- one draft as long as the box is open
  }, [key]);
  return {
    draft,
    change,
    elsewhere,
    unkept,
    history: {
      state: draft.current === null ? null : { rows: draft.current.rows, ...steps.current },
      act: (doing) =>
        change((before) => {
          const { rows, past, future } = act({ rows: before.rows, ...steps.current }, before.columns, doing);
          steps.current = { past, future };
          return { ...before, rows };
        }),
      saved,
    },
  };
}

const PATIENCE = 1500;

/** Two windows that write one draft would overwrite each other: the second is told. Where there are no locks, there is one window. */
function holdAlone(name: string, told: (mine: boolean) => void): () => void {
  let free = (): void => undefined;
  const held = new Promise<void>((done) => {
    free = done;
  });
  if (!('locks' in navigator)) {
    told(true);
    return free;
  }
  // One that was just closed in this window lets go in a moment.
  navigator.locks.request(name, { signal: AbortSignal.timeout(PATIENCE) }, () => {
    told(true);
    return held;
  }).catch(() => told(false)); // prettier-ignore
  return free;
}
