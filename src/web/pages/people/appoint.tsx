import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { useText } from '../../strings/index.ts';
import type { Role } from '../../types.ts';
import { Alert, TextField } from '../../ui/index.ts';
import { PlaceField } from './place-field.tsx';
import type { HeldPost } from './types.ts';
import { useAct } from './use-act.ts';

const roles: readonly Role[] = ['village', 'township', 'department', 'gatekeeper', 'inspector', 'auditor', 'operator', 'security'];
const nothing = { name: '', login: '', role: 'village' as Role, title: '', place: '', organ: '', to: '', reason: '' };
type Values = typeof nothing;

interface Props {
  /** Null: somebody new, with a sign-in of their own. */
  readonly person: string | null;
  /** Stands in for this post: then role and place are its own. */
  readonly actingFor: HeldPost | null;
  readonly done: () => void;
}

export function AppointForm({ person, actingFor, done }: Props): ReactNode {
  const t = useText();
  const words = t.account.staff;
  const { busy, error, send } = useAct();
  const [values, setValues] = useState<Values>(nothing);
  const [said, setSaid] = useState('');
  const set = (key: keyof Values) => (value: string) => setValues({ ...values, [key]: value });
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const give = (): void =>
    send<{ password: string | null }>(
      '/api/people/posts',
      {
        person: person ?? { name: values.name.trim(), login: values.login.trim() },
        role: actingFor?.role ?? values.role,
        title: values.title.trim(),
        place: actingFor?.place ?? values.place.trim(),
        organ: orNull(values.organ),
        from: null,
        to: orNull(values.to),
        actingFor: actingFor?.id ?? null,
        reason: values.reason.trim(),
      },
      ({ password }) => {
        setSaid(password === null ? words.given : words.firstPassword(password));
        setValues(nothing);
        done();
      },
    );
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      {error !== null && <Alert key={error.at}>{error.text}</Alert>}
      <p role="status">{said}</p>
      {person === null && (
        <>
          <TextField autoComplete="off" label={words.name} value={values.name} set={set('name')} />
          <TextField autoComplete="off" label={words.loginName} value={values.login} set={set('login')} />
        </>
      )}
      {actingFor === null && (
        <>
          <RoleField value={values.role} set={(role) => setValues({ ...values, role })} />
          <TextField autoComplete="off" label={words.jobTitle} value={values.title} set={set('title')} />
          <PlaceField value={values.place} set={set('place')} />
          {(values.role === 'department' || values.role === 'gatekeeper') && (
            <TextField autoComplete="off" label={words.organ} note={words.organNote} value={values.organ} set={set('organ')} />
          )}
        </>
      )}
      <TextField autoComplete="off" label={words.to} type="date" value={values.to} set={set('to')} />
      <TextField autoComplete="off" label={words.reason} note={words.reasonNote} value={values.reason} set={set('reason')} />
      <button className="btn go" type="submit" disabled={busy || values.reason.trim() === ''}>
        {words.give}
      </button>
    </form>
  );
}

function RoleField({ value, set }: { value: Role; set: (role: Role) => void }): ReactNode {
  const t = useText();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t.account.staff.role}</label>
      <select className="in" id={id} value={value} onChange={(event) => set(roles.find((role) => role === event.target.value) ?? value)}>
        {roles.map((role) => (
          <option key={role} value={role}>
            {t.shell.roles[role]}
          </option>
        ))}
      </select>
    </div>
  );
}
