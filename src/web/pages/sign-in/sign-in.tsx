import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { api, ApiProblem, sentence } from '../../api.ts';
import { queries } from '../../queries.ts';
import { keepToken } from '../../session.ts';
import { useText } from '../../strings/index.ts';
import type { Demo } from '../../types.ts';
import { Alert, H1, TextField } from '../../ui/index.ts';
import './sign-in.css';

type Enter = (name: string, password: string, code?: string) => void;

export function SignInPage(): ReactNode {
  const t = useText();
  const { enter, busy, error, stay, setStay, needsCode } = useSignIn();
  const again = useSearch({ from: '/sign-in' }).from !== undefined;
  return (
    <div className="col sign">
      <div>
        <H1 title={t.signIn.title}>{t.signIn.title}</H1>
        <p className="lede">{again ? t.signIn.again : t.signIn.lede}</p>
        {error !== null && <Alert key={error.at}>{error.text}</Alert>}
        <Form enter={enter} busy={busy} stay={stay} setStay={setStay} needsCode={needsCode} />
      </div>
      <div>
        <DemoList enter={enter} />
        <section className="sec">
          <h2>{t.signIn.open}</h2>
          <ul className="open">
            <li>
              <Link to="/sunlight">{t.signIn.openSunlight}</Link>
            </li>
            <li>
              <a href="/verify.html">{t.signIn.openVerify}</a>
            </li>
          </ul>
        </section>
      </div>
    </div>
  );
}

interface FormProps {
  readonly enter: Enter;
  readonly busy: boolean;
  readonly stay: boolean;
  readonly setStay: (stay: boolean) => void;
  /** The password was right, and the person has an authenticator. */
  readonly needsCode: boolean;
}

function Form({ enter, busy, stay, setStay, needsCode }: FormProps): ReactNode {
  const t = useText();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        enter(name, password, code);
      }}
    >
      <TextField
        id="name"
        label={t.signIn.name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        value={name}
        set={setName}
      />
      <TextField
        id="password"
        label={t.signIn.password}
        type="password"
        autoComplete="current-password"
        value={password}
        set={setPassword}
      />
      {needsCode && (
        <TextField id="code" label={t.account.codeOr} autoComplete="one-time-code" autoCapitalize="characters" value={code} set={setCode} />
      )}
      <label className="chk">
        <input type="checkbox" checked={stay} onChange={(event) => setStay(event.target.checked)} />
        <span>
          {t.signIn.stay}
          <span className="note"> {t.signIn.stayNote}</span>
        </span>
      </label>
      <button className="btn go" type="submit" disabled={busy}>
        {busy ? t.signIn.going : t.signIn.go}
      </button>
    </form>
  );
}

function DemoList({ enter }: { enter: Enter }): ReactNode {
  const t = useText();
  // 404 outside the demo: then there is simply no list.
  const demo = useQuery({ queryKey: ['/api/demo'], queryFn: () => api<Demo>('/api/demo'), retry: false, staleTime: Infinity });
  if (demo.data === undefined) return null;
  return (
    <section className="sec">
      <h2>{t.signIn.demo}</h2>
      <ul className="demo">
        {demo.data.signIns.map((one) => (
          <li key={one.name}>
            <button type="button" onClick={() => enter(one.name, one.password)}>
              <b>{one.place}</b>
              <span>{t.shell.roles[one.role]}</span>
              <span className="note">{one.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="note">{t.signIn.demoNote}</p>
    </section>
  );
}

function useSignIn(): {
  enter: Enter;
  busy: boolean;
  error: { text: string; at: number } | null;
  stay: boolean;
  setStay: (stay: boolean) => void;
  needsCode: boolean;
} {
  const t = useText();
  const navigate = useNavigate();
  const { from } = useSearch({ from: '/sign-in' });
  const [busy, setBusy] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);
  const [stay, setStay] = useState(false);
  const [error, setError] = useState<{ text: string; at: number } | null>(null);
  const enter: Enter = (name, password, code = '') => {
    if (name.trim() === '' || password === '') return setError({ text: t.signIn.need, at: Date.now() });
    setBusy(true);
    setError(null);
    return void api<{ token: string }>('/api/sign-in', {
      method: 'POST',
      json: { name: name.trim(), password, ...(code.trim() === '' ? {} : { code: code.trim() }) },
    })
      .then(({ token }) => {
        queries.clear();
        keepToken(token, stay);
        return navigate({ to: from ?? '/', replace: true });
      })
      .catch((problem: unknown) => {
        if (problem instanceof ApiProblem && problem.slug.startsWith('sign-in.code-')) setNeedsCode(true);
        setError({ text: sentence(problem, t), at: Date.now() });
      })
      .finally(() => setBusy(false));
  };
  return { enter, busy, error, stay, setStay, needsCode };
}
