import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, ApiProblem, sentence } from '../../api.ts';
import { useText } from '../../strings/index.ts';
import { Alert } from '../../ui/index.ts';
import { SecretField } from './secret-field.tsx';

export function Password(): ReactNode {
  const t = useText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [error, setError] = useState<{ text: string; at: number } | null>(null);
  const [done, setDone] = useState(false);
  const change = (): void =>
    void api('/api/me/password', { method: 'POST', json: { current, next } })
      .then(() => {
        setDone(true);
        setError(null);
        setCurrent('');
        setNext('');
      })
      .catch((problem: unknown) => {
        setDone(false);
        const why = problem instanceof ApiProblem ? problem.fields.map(({ detail }) => detail).join(' ') : '';
        setError({ text: [sentence(problem, t), why].filter((part) => part !== '').join(' '), at: Date.now() });
      });
  return (
    <section className="sec">
      <h2>{t.account.password}</h2>
      {error !== null && <Alert key={error.at}>{error.text}</Alert>}
      <p role="status">{done ? t.account.changed : ''}</p>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        <SecretField id="current" label={t.account.current} complete="current-password" value={current} set={setCurrent} />
        <SecretField id="next" label={t.account.next} note={t.account.nextNote} complete="new-password" value={next} set={setNext} />
        <button className="btn" type="submit" disabled={current === '' || next === ''}>
          {t.account.change}
        </button>
      </form>
    </section>
  );
}
