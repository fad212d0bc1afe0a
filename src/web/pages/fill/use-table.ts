import { useEffect, useState } from 'react';
import { understandTable, type Opened, type Understood } from '../../tables/index.ts';
import { useMeanings, type Meanings } from './use-meanings.ts';

export interface TableOnHand {
  readonly opened: Opened | null;
  readonly understood: Understood | null;
  readonly busy: boolean;
  readonly error: unknown;
  readonly meanings: Meanings;
  readonly open: (file: File) => void;
  readonly close: () => void;
}

/** The table that is open, understood anew whenever somebody decides about a heading. */
export function useTable(): TableOnHand {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [understood, setUnderstood] = useState<Understood | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const meanings = useMeanings(understood?.understanding.fingerprint ?? null);
  const { items } = meanings;
  useEffect(() => {
    if (opened === null) return undefined;
    let stale = false;
    understandTable({ table: opened, confirmed: items })
      .then((result) => {
        if (stale) return;
        setUnderstood(result);
        setError(null);
      })
      .catch((problem: unknown) => {
        if (stale) return;
        setError(problem);
        setOpened(null);
      })
      .finally(() => {
        if (!stale) setBusy(false);
      });
    return () => {
      stale = true;
    };
  }, [opened, items]);
  return {
    opened,
    understood,
    busy,
    error,
    meanings,
    open: (file) => {
      setBusy(true);
      void file.arrayBuffer().then((buffer) => setOpened({ bytes: new Uint8Array(buffer), name: file.name }));
    },
    close: () => {
      setOpened(null);
      setUnderstood(null);
    },
  };
}
