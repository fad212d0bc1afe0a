import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApi, useMe } from '../../queries.ts';
import { useToken } from '../../shell.tsx';
import { useText } from '../../strings/index.ts';
import { useRulesText } from '../../strings/rules.ts';
import { Answered, H1 } from '../../ui/index.ts';
import { Changes } from './changes.tsx';
import { LawList } from './law.tsx';
import { Params } from './params.tsx';
import type { Law } from './types.ts';
import { Versions } from './versions.tsx';
import './rules.css';

/** What does the rule say here, who changed it, and what would a change do? Everybody reads; two gatekeepers write. */
export function RulesPage(): ReactNode {
  const signedIn = useToken() !== null;
  const me = useMe();
  const { county: asked } = useSearch({ from: '/rules' });
  if (signedIn && me.data === undefined) return <Answered query={me}>{() => null}</Answered>;
  const county = asked ?? (signedIn ? (me.data?.county.code.slice(0, 6) ?? null) : null);
  const role = signedIn ? me.data?.role : undefined;
  return <Rules county={county} desk={role === 'gatekeeper' || role === 'auditor'} writes={role === 'gatekeeper'} />;
}

function Rules({ county, desk, writes }: { county: string | null; desk: boolean; writes: boolean }): ReactNode {
  const t = useText();
  const r = useRulesText();
  const { view = 'law' } = useSearch({ from: '/rules' });
  const law = useApi<Law>(`/api/sunlight/rules${county === null ? '' : `?county=${county}`}`);
  const views = (['law', 'params', 'changes', 'versions'] as const).filter((one) =>
    one === 'changes' ? desk : one !== 'versions' || county !== null,
  );
  return (
    <Answered query={law}>
      {(data) => (
        <div className="page rules">
          <H1 title={r.title}>{r.title}</H1>
          <p className="lede">{r.lede(data.place, t.dates.full(`${data.on}T00:00:00+08:00`))}</p>
          {county === null && <p className="note">{r.signOut}</p>}
          <nav className="views" aria-label={r.title}>
            {views.map((one) => (
              <Link
                to="/rules"
                search={(now) => ({ ...(now.county === undefined ? {} : { county: now.county }), view: one })}
                key={one}
                aria-current={one === view ? 'page' : undefined}
              >
                {r.views[one]}
              </Link>
            ))}
          </nav>
          {view === 'params' && <Params params={data.params} writes={writes} />}
          {view === 'changes' && desk && <Changes law={data} writes={writes} />}
          {view === 'versions' && county !== null && <Versions county={county} desk={desk} known={data.params} />}
          {view === 'law' && <LawList law={data} />}
        </div>
      )}
    </Answered>
  );
}
