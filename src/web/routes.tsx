import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { token } from './session.ts';
import { Shell } from './shell.tsx';
import { Broken, Missing } from './pages/missing.tsx';

/** Every page is its own file, loaded when it is opened: a village never loads the drafter's desk. */
const root = createRootRoute({ component: Shell, notFoundComponent: Missing, errorComponent: Broken });

/** Pages that need a sign-in send the person there and back; what they typed waits in the browser. */
function signedIn({ location }: { location: { href: string } }): void {
  if (token() === null) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { from: location.href } });
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/today/index.ts'), 'HomePage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only a path of this page: a link from outside must not send anybody elsewhere after the sign-in.
  validateSearch: (search: Record<string, unknown>): { from?: string; again?: boolean } => {
    const from = text(search['from']);
    return { ...(from !== undefined && /^\/(?!\/)/u.test(from) ? { from } : {}), ...(search['again'] === true ? { again: true } : {}) };
  },
  component: lazyRouteComponent(() => import('./pages/sign-in/index.ts'), 'SignInPage'),
});

const demand = createRoute({
  getParentRoute: () => root,
  path: '/demands/$id',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/demand/index.ts'), 'DemandPage'),
});

const answer = createRoute({
  getParentRoute: () => root,
  path: '/answer/$id',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/answer/index.ts'), 'AnswerPage'),
});

const drafts = createRoute({
  getParentRoute: () => root,
  path: '/draft',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/draft/index.ts'), 'DraftsPage'),
});

const draft = createRoute({
  getParentRoute: () => root,
  path: '/draft/$id',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/draft/index.ts'), 'DraftPage'),
});

const gate = createRoute({
  getParentRoute: () => root,
  path: '/gate',
  beforeLoad: signedIn,
  validateSearch: (search: Record<string, unknown>): { id?: string } => {
    const id = text(search['id']);
    return id === undefined ? {} : { id };
  },
  component: lazyRouteComponent(() => import('./pages/gate/index.ts'), 'GatePage'),
});

const conduct = createRoute({
  getParentRoute: () => root,
  path: '/conduct',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/conduct/index.ts'), 'ConductPage'),
});

const say = createRoute({
  getParentRoute: () => root,
  path: '/say/$id',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/conduct/index.ts'), 'SayPage'),
});

const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  beforeLoad: signedIn,
  validateSearch: (search: Record<string, unknown>): { view?: 'registers' | 'look' | 'reads' | 'words' } => {
    const view = (['registers', 'look', 'reads', 'words'] as const).find((one) => one === search['view']);
    return view === undefined ? {} : { view };
  },
  component: lazyRouteComponent(() => import('./pages/ledger/index.ts'), 'LedgerPage'),
});

const fill = createRoute({
  getParentRoute: () => root,
  path: '/fill',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/fill/index.ts'), 'FillPage'),
});

const receipts = createRoute({
  getParentRoute: () => root,
  path: '/receipts',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/receipts/index.ts'), 'ReceiptsPage'),
});

const receipt = createRoute({
  getParentRoute: () => root,
  path: '/receipts/$id',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/receipts/index.ts'), 'ReceiptPage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/account/index.ts'), 'AccountPage'),
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./pages/people/index.ts'), 'PeoplePage'),
});

const sunlight = createRoute({
  getParentRoute: () => root,
  path: '/sunlight',
  component: lazyRouteComponent(() => import('./pages/sunlight/index.ts'), 'SunlightPage'),
});

/** Everybody reads the rules, also without a sign-in. */
const rules = createRoute({
  getParentRoute: () => root,
  path: '/rules',
  validateSearch: (
    search: Record<string, unknown>,
  ): { view?: 'law' | 'params' | 'changes' | 'versions'; id?: string; param?: string; county?: string } => {
    const view = (['law', 'params', 'changes', 'versions'] as const).find((one) => one === search['view']);
    const [id, param, county] = [
      text(search['id']),
      text(search['param']),
      typeof search['county'] === 'number' ? String(search['county']) : text(search['county']),
    ];
    return {
      ...(view === undefined ? {} : { view }),
      ...(id === undefined ? {} : { id }),
      ...(param === undefined ? {} : { param }),
      ...(county !== undefined && /^\d{6}$/u.test(county) ? { county } : {}),
    };
  },
  component: lazyRouteComponent(() => import('./pages/rules/index.ts'), 'RulesPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    demand,
    answer,
    drafts,
    draft,
    gate,
    fill,
    conduct,
    say,
    ledger,
    receipts,
    receipt,
    account,
    people,
    sunlight,
    rules,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
