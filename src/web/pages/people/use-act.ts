import { useState } from 'react';
import { api, ApiProblem, sentence } from '../../api.ts';
import { useText } from '../../strings/index.ts';

export interface Act {
  readonly busy: boolean;
  readonly error: { readonly text: string; readonly at: number } | null;
  send<T>(path: string, json: object, then: (answer: T) => void): void;
}

/** One act at a time, and what the server said to it, the places of the mistake too. */
export function useAct(): Act {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Act['error']>(null);
  const send = <T>(path: string, json: object, then: (answer: T) => void): void => {
    setBusy(true);
    setError(null);
    void api<T>(path, { method: 'POST', json })
      .then(then)
      .catch((problem: unknown) => {
        const why = problem instanceof ApiProblem ? problem.fields.map(({ detail }) => detail).join(' ') : '';
        setError({ text: [sentence(problem, t), why].filter((part) => part !== '').join(' '), at: Date.now() });
      })
      .finally(() => setBusy(false));
  };
  return { busy, error, send };
}
