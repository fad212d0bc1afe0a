import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { hoursOf } from '../../hours.ts';
import { useKept } from '../../queries.ts';
import type { DemandRow, Page } from '../../types.ts';
import { Answered } from '../../ui/index.ts';
import { Case } from './case.tsx';
import { Queue, type Groups } from './queue.tsx';
import './gate.css';

const wide = '(min-width: 1100px)';

/** What wants to go down today? The queue by hours at the left, one case at the right; on a phone one after the other. */
export function GatePage(): ReactNode {
  const { id } = useSearch({ from: '/gate' });
  const rows = useKept<Page<DemandRow>>('/api/demands?limit=200', { refetchInterval: 30_000 });
  const broad = useWide();
  return <Answered query={rows}>{(page) => <Desk groups={group(page.items)} id={id} broad={broad} />}</Answered>;
}

function Desk({ groups, id, broad }: { groups: Groups; id: string | undefined; broad: boolean }): ReactNode {
  const [pinned, pin] = useState<string | undefined>(undefined);
  const first = broad ? (groups.queue[0]?.id ?? groups.confirm[0]?.id) : undefined;
  // The case that stands open stays open when it leaves the queue: its outcome is read there.
  if (pinned === undefined && first !== undefined) pin(first);
  const shown = id ?? (broad ? (pinned ?? first) : undefined);
  return (
    <div className="gate">
      {(broad || shown === undefined) && <Queue groups={groups} shown={shown} />}
      {shown !== undefined && <Case id={shown} alone={!broad} key={shown} />}
    </div>
  );
}

function group(rows: readonly DemandRow[]): Groups {
  const of = (...states: readonly DemandRow['state'][]): readonly DemandRow[] => rows.filter((row) => states.includes(row.state));
  const byHours = (list: readonly DemandRow[]): readonly DemandRow[] =>
    [...list].sort((a, b) => hoursOf(b.minutes, b.units) - hoursOf(a.minutes, a.units));
  return {
    queue: byHours(of('submitted')),
    confirm: byHours(of('awaitingConfirmation')),
    asked: byHours(of('awaitingReasons')),
    settled: of('admitted', 'refused', 'returned', 'withdrawn').slice(0, 30),
  };
}

function useWide(): boolean {
  const [broad, setBroad] = useState(() => matchMedia(wide).matches);
  useEffect(() => {
    const media = matchMedia(wide);
    const change = (): void => setBroad(media.matches);
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, []);
  return broad;
}
