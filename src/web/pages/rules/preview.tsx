import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { api, sentence } from '../../api.ts';
import { useText } from '../../strings/index.ts';
import { useRulesText } from '../../strings/rules.ts';
import { Alert, Fold } from '../../ui/index.ts';
import type { Counts, PreviewSlice, ReplaySlice } from './types.ts';

interface Walk<T> {
  readonly slices: readonly T[];
  readonly total: number;
  readonly running: boolean;
  readonly problem: string | null;
  readonly start: () => void;
  readonly stop: () => void;
}

/** Asks for one slice after the other, of one path after the other, until there is none or somebody leaves: stopping is not asking on. */
function useWalk<T extends { readonly total: number; readonly next: string | null }>(...paths: readonly string[]): Walk<T> {
  const t = useText();
  const [slices, setSlices] = useState<readonly T[]>([]);
  const [total, setTotal] = useState(0);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const turn = useRef(0);
  useEffect(() => () => void (turn.current += 1), []);
  const start = (): void => {
    turn.current += 1;
    const mine = turn.current;
    setSlices([]);
    setTotal(0);
    setProblem(null);
    setRunning(true);
    const walk = async (): Promise<void> => {
      for (const path of paths) {
        for (let cursor: string | null = ''; cursor !== null && mine === turn.current;) {
          const first = cursor === '';
          const slice: T = await api<T>(first ? path : `${path}?cursor=${encodeURIComponent(cursor)}`);
          if (mine !== turn.current) return;
          setSlices((before) => [...before, slice]);
          if (first) setTotal((before) => before + slice.total);
          cursor = slice.next;
        }
      }
    };
    void walk()
      .catch((error: unknown) => {
        if (mine === turn.current) setProblem(sentence(error, t));
      })
      .finally(() => {
        if (mine === turn.current) setRunning(false);
      });
  };
  const stop = (): void => {
    turn.current += 1;
    setRunning(false);
  };
  return { slices, total, running, problem, start, stop };
}

function Progress({ seen, total, running, stop }: { seen: number; total: number; running: boolean; stop: () => void }): ReactNode {
  const r = useRulesText();
  return (
    <p>
      <progress max={Math.max(1, total)} value={seen} aria-label={r.preview.progress(seen, total)} />{' '}
      <span className="note" role="status">
        {r.preview.progress(seen, total)}
      </span>{' '}
      {running && (
        <button className="btn small" type="button" onClick={stop}>
          {r.preview.stop}
        </button>
      )}
    </p>
  );
}

const sum = (slices: readonly PreviewSlice[], of: (slice: PreviewSlice) => Counts, outcome: keyof Counts): number =>
  slices.reduce((all, slice) => all + of(slice)[outcome], 0);

/** What last year's demands would have become, against what they were. */
export function Preview({ id, nth }: { id: string; nth: number }): ReactNode {
  const r = useRulesText();
  const { slices, total, running, problem, start, stop } = useWalk<PreviewSlice>(`/api/rules/changes/${id}/preview`);
  const changed = slices.flatMap((slice) => slice.changed);
  const seen = slices.reduce((all, slice) => all + slice.seen, 0);
  return (
    <section className="sec" key={nth}>
      <h3>{r.preview.title}</h3>
      <p className="soft">{r.preview.lede}</p>
      {!running && (
        <p className="foot">
          <button className="btn" type="button" onClick={start}>
            {r.preview.go}
          </button>
        </p>
      )}
      {problem !== null && <Alert key={problem}>{problem}</Alert>}
      {slices.length > 0 && (
        <>
          <Progress seen={seen} total={total} running={running} stop={stop} />
          <table className="t">
            <thead>
              <tr>
                <th scope="col" aria-label={r.preview.title} />
                {(['refuse', 'justify', 'pass'] as const).map((outcome) => (
                  <th scope="col" className="r" key={outcome}>
                    {r.preview.outcome[outcome]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(['was', 'would'] as const).map((when) => (
                <tr key={when}>
                  <th scope="row">{r.preview[when]}</th>
                  {(['refuse', 'justify', 'pass'] as const).map((outcome) => (
                    <td className="r" key={outcome}>
                      {sum(slices, (slice) => slice[when], outcome)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p>{r.preview.changed(changed.length)}</p>
          <ul className="cases">
            {changed.slice(0, 200).map((one) => (
              <li key={one.demand}>
                <Link to="/demands/$id" params={{ id: one.demand }}>
                  {one.title}
                </Link>{' '}
                <span className="note">{one.organ}</span> {r.preview.outcome[one.was]} → <b>{r.preview.outcome[one.would]}</b>
                <br />
                <span className="note">
                  {one.added.length > 0 && `${r.preview.added} ${one.added.join(' ')} `}
                  {one.gone.length > 0 && `${r.preview.gone} ${one.gone.join(' ')} `}
                  {one.already && r.preview.already}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Every past judgement again by the rules of its day. */
export function Replay(): ReactNode {
  const r = useRulesText();
  const { slices, total, running, problem, start, stop } = useWalk<ReplaySlice>('/api/rules/replay', '/api/conduct/replay');
  const found = slices.flatMap((slice) => slice.found);
  const add = (of: (slice: ReplaySlice) => number): number => slices.reduce((all, slice) => all + of(slice), 0);
  return (
    <Fold summary={r.replay.title}>
      <p className="soft">{r.replay.lede}</p>
      {!running && (
        <button className="btn" type="button" onClick={start}>
          {r.replay.go}
        </button>
      )}
      {problem !== null && <Alert key={problem}>{problem}</Alert>}
      {slices.length > 0 && (
        <>
          <Progress seen={add(({ seen }) => seen)} total={total} running={running} stop={stop} />
          <p>
            {r.replay.done(
              add(({ same }) => same),
              found.length,
            )}
          </p>
          <ul className="cases">
            {found.slice(0, 200).map((one, at) => (
              <li key={at}>
                <Link to="/demands/$id" params={{ id: one.demand }}>
                  {one.title}
                </Link>{' '}
                {r.replay.what[one.what]}{' '}
                <span className="note">
                  {one.day} {one.program === null ? '' : r.replay.by(one.program)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Fold>
  );
}
