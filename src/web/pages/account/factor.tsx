import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, sentence } from '../../api.ts';
import { queries, useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Alert, Answered, Qr } from '../../ui/index.ts';
import { SecretField } from './secret-field.tsx';

interface State {
  readonly state: 'none' | 'offered' | 'confirmed';
  readonly recoveryCodes: number;
}
interface Offer {
  readonly secret: string;
  readonly link: string;
}

/** From nothing to an authenticator in three steps: password, scan, first code; then the recovery codes, once. */
export function Factor(): ReactNode {
  const t = useText();
  const state = useApi<State>('/api/me/factor');
  const [offer, setOffer] = useState<Offer | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [error, setError] = useState<{ text: string; at: number } | null>(null);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const send = <T,>(path: string, json: object, then: (answer: T) => void): void =>
    void api<T>(path, { method: 'POST', json })
      .then((answer) => {
        setError(null);
        setPassword('');
        setCode('');
        then(answer);
        return state.refetch();
      })
      .catch((problem: unknown) => setError({ text: sentence(problem, t), at: Date.now() }));
  const form = (act: () => void, label: string, fields: ReactNode): ReactNode => (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        act();
      }}
    >
      {fields}
      <button className="btn go" type="submit">
        {label}
      </button>
    </form>
  );
  const passwordField = (
    <SecretField id="factor-password" label={t.account.current} complete="current-password" value={password} set={setPassword} />
  );
  const codeField = (label: string): ReactNode => (
    <SecretField id="factor-code" label={label} complete="one-time-code" value={code} set={setCode} />
  );
  if (codes !== null)
    return (
      <section className="sec">
        <h2>{t.account.factor}</h2>
        <p>{t.account.recovery}</p>
        <ul className="codes code">
          {codes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <button
          className="btn go"
          type="button"
          onClick={() => {
            setCodes(null);
            void queries.invalidateQueries({ queryKey: ['/api/me'] });
          }}
        >
          {t.account.noted}
        </button>
      </section>
    );
  return (
    <section className="sec">
      <h2>{t.account.factor}</h2>
      {error !== null && <Alert key={error.at}>{error.text}</Alert>}
      <Answered query={state}>
        {({ state: now, recoveryCodes }) => {
          if (now === 'confirmed')
            return (
              <>
                <p>{t.account.factorOn(recoveryCodes)}</p>
                {form(
                  () => send('/api/me/factor/remove', { password, code }, () => undefined),
                  t.account.factorOff,
                  <>
                    {passwordField}
                    {codeField(t.account.codeOr)}
                  </>,
                )}
              </>
            );
          if (offer === null)
            return (
              <>
                <p>{t.account.factorNone}</p>
                {form(() => send<Offer>('/api/me/factor', { password }, setOffer), t.account.factorStart, passwordField)}
              </>
            );
          return (
            <>
              <p>{t.account.scan}</p>
              <div className="scan">
                <Qr text={offer.link} label={t.account.secret} />
                <p className="code">{offer.secret}</p>
              </div>
              {form(
                () =>
                  send<{ recoveryCodes: string[] }>('/api/me/factor/confirm', { code }, (answer) => {
                    setOffer(null);
                    setCodes(answer.recoveryCodes);
                  }),
                t.account.confirm,
                codeField(t.account.code),
              )}
            </>
          );
        }}
      </Answered>
    </section>
  );
}
