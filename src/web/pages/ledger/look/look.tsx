import type { ReactNode } from 'react';
import { useText } from '../../../strings/index.ts';
import type { RegisterView } from '../types.ts';
import { Challenges } from './challenges.tsx';
import { Doubts } from './doubts.tsx';
import { Matches } from './matches.tsx';

/** What somebody should look at: asked from above, written twice, not hanging together. A quiet list: nothing counts days, nothing scores. */
export function Look({ registers, keeps }: { registers: readonly RegisterView[]; keeps: boolean }): ReactNode {
  const t = useText();
  return (
    <div className="look">
      <p className="lede">{keeps ? t.ledger.look.lede : t.ledger.look.ledeAbove}</p>
      <Challenges registers={registers} keeps={keeps} />
      {keeps && <Matches registers={registers} />}
      {keeps && <Doubts registers={registers} />}
    </div>
  );
}
