import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { queries, useMe } from './queries.ts';
import { onSession, token } from './session.ts';
import { useText } from './strings/index.ts';
import type { Messages } from './strings/index.ts';
import type { Me, Role } from './types.ts';
import type { IconName } from './ui/icons.tsx';
import { Icon, Mark } from './ui/icons.tsx';
import { onAnnounce } from './ui/index.ts';
import { Menu } from './menu.tsx';
import { flush } from './outbox.ts';

interface Entry {
  readonly to: '/' | '/draft' | '/fill' | '/gate' | '/conduct' | '/receipts' | '/sunlight' | '/rules' | '/ledger' | '/people';
  readonly icon: IconName;
  readonly label: string;
}

/** Only pages that exist, and only those that this post has something to do on. */
function entries(role: Role | null, t: Messages): readonly Entry[] {
  const sunlight: Entry = { to: '/sunlight', icon: 'sunlight', label: t.shell.sunlight };
  const rules: Entry = { to: '/rules', icon: 'rules', label: t.shell.rules };
  const receipts: Entry = { to: '/receipts', icon: 'receipts', label: t.shell.receipts };
  const ledger: Entry = { to: '/ledger', icon: 'ledger', label: t.ledger.nav };
  const conduct: Entry = { to: '/conduct', icon: 'conduct', label: t.conduct.nav };
  const people: Entry = { to: '/people', icon: 'people', label: t.account.staff.nav };
  const fill: Entry = { to: '/fill', icon: 'fill', label: t.shell.fill };
  switch (role) {
    case null:
      return [sunlight];
    case 'village':
    case 'township':
      return [{ to: '/', icon: 'today', label: t.shell.today }, fill, ledger, conduct, receipts];
    case 'department':
      return [{ to: '/draft', icon: 'draft', label: t.shell.draft }, fill, ledger, conduct, receipts];
    case 'gatekeeper':
      return [{ to: '/gate', icon: 'gate', label: t.shell.gate }, conduct, rules, receipts, sunlight];
    case 'inspector':
      return [ledger, conduct, receipts, sunlight];
    case 'auditor':
      return [ledger, conduct, receipts, people, rules, sunlight];
    case 'security':
      return [people, rules, sunlight];
    case 'operator':
      return [{ to: '/', icon: 'home', label: t.shell.home }, receipts, sunlight];
  }
}

export function useToken(): string | null {
  return useSyncExternalStore(onSession, token);
}

export function Shell(): ReactNode {
  const t = useText();
  const held = useToken();
  const me = useMe();
  const { pathname } = useLocation();
  const nav = entries(held === null ? null : (me.data?.role ?? null), t);
  useLeaving(held);
  useOutbox(held);
  useFirst(held === null ? null : (me.data ?? null));
  const current = (to: string): { 'aria-current'?: 'page' } =>
    (to === '/' ? pathname === '/' : pathname.startsWith(to)) ? { 'aria-current': 'page' } : {};
  return (
    <>
      <a className="skip" href="#main" onClick={skip}>
        {t.shell.skip}
      </a>
      <header className="top">
        <Link className="brand" to={held === null ? '/sunlight' : '/'}>
          <Mark />
          {t.shell.brand}
        </Link>
        <nav className="nav" aria-label={t.shell.main}>
          {nav.map((entry) => (
            <Link to={entry.to} key={entry.to} {...current(entry.to)}>
              {entry.label}
            </Link>
          ))}
        </nav>
        <Menu me={held === null ? null : (me.data ?? null)} />
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Voice />
      {/* While a form is filled there is one thing to do. */}
      {held !== null && !/^\/(answer|say)\//u.test(pathname) && (
        <nav className="tabs" aria-label={t.shell.main}>
          {nav.map((entry) => (
            <Link to={entry.to} key={entry.to} {...current(entry.to)}>
              <Icon name={entry.icon} />
              {entry.label}
            </Link>
          ))}
        </nav>
      )}
    </>
  );
}

/** A hash link would be taken for a navigation by the router. */
function skip(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

/** When the session dies under an open page, the person signs in and comes back to it. */
function useLeaving(held: string | null): void {
  const navigate = useNavigate();
  const { href, pathname } = useLocation();
  const before = useRef(held);
  useEffect(() => {
    if (before.current !== null && held === null) {
      queries.clear();
      if (pathname !== '/sunlight' && pathname !== '/rules' && pathname !== '/sign-in')
        void navigate({ to: '/sign-in', search: href === '/' ? {} : { from: href } });
    }
    before.current = held;
  }, [held, href, pathname, navigate]);
}

/** What has to be done before anything else is where the person is led. */
function useFirst(me: Me | null): void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const first = me?.first === 'factor' && pathname !== '/account';
  useEffect(() => {
    if (first) void navigate({ to: '/account' });
  }, [first, navigate]);
}

/** Answers that could not be sent wait in the browser and go out by themselves. */
function useOutbox(held: string | null): void {
  const run = useCallback(() => {
    if (token() !== null) void flush();
  }, []);
  useEffect(() => {
    if (held === null) return undefined;
    run();
    window.addEventListener('online', run);
    const timer = setInterval(run, 30_000);
    return () => {
      window.removeEventListener('online', run);
      clearInterval(timer);
    };
  }, [held, run]);
}

function Voice(): ReactNode {
  const [text, setText] = useState('');
  useEffect(() => onAnnounce(setText), []);
  return (
    <p className="vh" role="status" aria-live="polite">
      {text}
    </p>
  );
}
