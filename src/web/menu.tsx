import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { api } from './api.ts';
import { dropToken } from './session.ts';
import { useSettings } from './settings.tsx';
import { languageNames, useText } from './strings/index.ts';
import type { Messages } from './strings/index.ts';
import type { Me } from './types.ts';

/** Who is here, and how the page should look to them: language, light, type size, sign out. */
export function Menu({ me }: { me: Me | null }): ReactNode {
  const t = useText();
  const ref = useClosing();
  const where = me === null ? t.shell.settings : placeOf(me, t);
  return (
    <>
      {me === null && (
        <Link className="who-in" to="/sign-in">
          {t.shell.signIn}
        </Link>
      )}
      <details className="who" ref={ref}>
        <summary>
          <span>{where}</span>
        </summary>
        <div className="menu">
          {me !== null && (
            <p className="soft">
              {me.name}
              {t.wide}
              {me.post.title}
            </p>
          )}
          {me !== null && <Link to="/account">{t.account.nav}</Link>}
          <Choices />
          {me !== null && (
            <button
              className="btn wide"
              type="button"
              onClick={() => {
                void api('/api/sign-out', { method: 'POST' }).catch(() => undefined);
                dropToken();
              }}
            >
              {t.shell.signOut}
            </button>
          )}
        </div>
      </details>
    </>
  );
}

/** Below the county: 青石镇柳湾村; in it: the organ. */
function placeOf(me: Me, t: Messages): string {
  return me.organ?.shortName ?? (t.join(me.place.path.slice(1)) || me.place.name);
}

function Choices(): ReactNode {
  const t = useText();
  const settings = useSettings();
  return (
    <>
      <Pick
        name="language"
        legend={t.shell.language}
        value={settings.language}
        options={[
          ['zh-CN', languageNames['zh-CN']],
          ['en', languageNames.en],
        ]}
        pick={settings.setLanguage}
      />
      <Pick
        name="theme"
        legend={t.shell.theme}
        value={settings.theme}
        options={[
          ['system', t.shell.themes.system],
          ['light', t.shell.themes.light],
          ['dark', t.shell.themes.dark],
        ]}
        pick={settings.setTheme}
      />
      <Pick
        name="type"
        legend={t.shell.type}
        value={settings.type}
        options={[
          ['normal', t.shell.types.normal],
          ['large', t.shell.types.large],
        ]}
        pick={settings.setType}
      />
    </>
  );
}

function Pick<T extends string>(props: {
  name: string;
  legend: string;
  value: T;
  options: readonly (readonly [T, string])[];
  pick: (value: T) => void;
}): ReactNode {
  return (
    <fieldset className="pick">
      <legend>{props.legend}</legend>
      {props.options.map(([value, label]) => (
        <label key={value} lang={value === 'en' ? 'en' : undefined}>
          <input type="radio" name={props.name} checked={props.value === value} onChange={() => props.pick(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Escape, a click elsewhere, and leaving by Tab close it. */
function useClosing(): React.RefObject<HTMLDetailsElement | null> {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const shut = (event: Event): void => {
      const box = ref.current;
      if (box === null || !box.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        box.querySelector('summary')?.focus();
      } else if (event.target instanceof Node && box.contains(event.target)) return;
      box.open = false;
    };
    for (const kind of ['click', 'keydown', 'focusin']) document.addEventListener(kind, shut);
    return () => {
      for (const kind of ['click', 'keydown', 'focusin']) document.removeEventListener(kind, shut);
    };
  }, []);
  return ref;
}
