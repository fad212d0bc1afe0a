import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { ApiProblem, sentence } from '../api.ts';
import { useText } from '../strings/index.ts';
import { H1 } from './parts.tsx';

/** Nothing under 400 ms; then still lines; after 5 s a sentence. No spinner. */
export function Loading(): ReactNode {
  const t = useText();
  const [stage, setStage] = useState(0);
  useEffect(() => {
    const lines = setTimeout(() => setStage(1), 400);
    const words = setTimeout(() => setStage(2), 5_000);
    return () => {
      clearTimeout(lines);
      clearTimeout(words);
    };
  }, []);
  if (stage === 0) return null;
  return (
    <div className="lines" aria-busy="true">
      <span className="vh">{t.ask.loading}</span>
      <i />
      <i />
      <i />
      {stage === 2 && <p className="note">{t.ask.slow}</p>}
    </div>
  );
}

/** What to show in place of a page whose data did not come. */
export function Failed({ error, retry }: { error: unknown; retry: () => void }): ReactNode {
  const t = useText();
  const gone = error instanceof ApiProblem && error.status === 404;
  return (
    <div className="col">
      <H1>{gone ? t.missing.title : t.missing.broken}</H1>
      <p className="lede" role="alert">
        {gone ? t.missing.thing : sentence(error, t)}
      </p>
      {!gone && (
        <p className="acts">
          <button className="btn" type="button" onClick={retry}>
            {t.ask.retry}
          </button>
        </p>
      )}
    </div>
  );
}

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Held data wins over an error: an old page with its time is better than a sentence. */
export function Answered<T>({ query, children }: { query: Asked<T>; children: (data: T) => ReactNode }): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading />;
}
