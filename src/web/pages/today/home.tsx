import { Link, Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApi, useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Me } from '../../types.ts';
import { Answered, H1 } from '../../ui/index.ts';
import { TodayPage } from './today.tsx';

/** Everybody's own desk: units see Today, the others go to where their work lies. */
export function HomePage(): ReactNode {
  return <Answered query={useMe()}>{(me) => <Desk me={me} />}</Answered>;
}

function Desk({ me }: { me: Me }): ReactNode {
  switch (me.role) {
    case 'village':
    case 'township':
      return <TodayPage me={me} />;
    case 'department':
      return <Navigate to="/draft" replace />;
    case 'gatekeeper':
      return <Navigate to="/gate" replace />;
    case 'inspector':
    case 'auditor':
      return <Navigate to="/receipts" replace />;
    case 'security':
      return <Navigate to="/people" replace />;
    case 'operator':
      return <OperatorPage me={me} />;
  }
}

function OperatorPage({ me }: { me: Me }): ReactNode {
  const t = useText();
  const health = useApi<{ status: string }>('/health', { refetchInterval: 10_000 });
  return (
    <div className="col">
      <H1 title={me.place.name}>{health.isError ? t.home.unhealthy : t.home.healthy}</H1>
      <p className="lede">{t.home.operatorNote}</p>
      <section className="sec">
        <h2>{t.home.operator}</h2>
        <ul className="plain-links">
          <li>
            <Link to="/sunlight">{t.signIn.openSunlight}</Link>
          </li>
          <li>
            <Link to="/receipts">{t.signIn.openVerify}</Link>
          </li>
        </ul>
      </section>
    </div>
  );
}
