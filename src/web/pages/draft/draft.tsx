import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useApi, useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { DemandDetail, Me } from '../../types.ts';
import { Answered, H1 } from '../../ui/index.ts';
import { Editor } from './editor.tsx';
import './draft.css';

/** What will this cost, and what breaks a rule? */
export function DraftPage(): ReactNode {
  const { id } = useParams({ from: '/draft/$id' });
  // A new draft keeps its editor when the server gives it an id: nothing under the pen is lost.
  const [created, setCreated] = useState<string | null>(null);
  const fresh = id === 'new' || id === created;
  return (
    <Answered query={useMe()}>
      {(me) => (fresh ? <Desk key="new" id={id} me={me} detail={null} onCreated={setCreated} /> : <Existing key={id} id={id} me={me} />)}
    </Answered>
  );
}

function Existing({ id, me }: { id: string; me: Me }): ReactNode {
  const t = useText();
  const detail = useApi<DemandDetail>(`/api/demands/${id}`);
  return (
    <Answered query={detail}>
      {(demand) =>
        demand.may.includes('draft') && demand.draft !== null ? (
          <Desk id={id} me={me} detail={demand} onCreated={() => undefined} />
        ) : (
          <div className="col">
            <H1 title={demand.title}>{t.desk.draft.notEditable}</H1>
            <p className="lede">
              {demand.title}
              {t.comma}
              {t.demand.states[demand.state]}
            </p>
            <p className="acts">
              <Link className="btn" to="/demands/$id" params={{ id }}>
                {t.desk.gate.see}
              </Link>
            </p>
          </div>
        )
      }
    </Answered>
  );
}

function Desk({
  id,
  me,
  detail,
  onCreated,
}: {
  id: string;
  me: Me;
  detail: DemandDetail | null;
  onCreated: (id: string) => void;
}): ReactNode {
  const navigate = useNavigate();
  return (
    <Editor
      id={id}
      me={me}
      detail={detail}
      onCreated={(created) => {
        onCreated(created);
        void navigate({ to: '/draft/$id', params: { id: created }, replace: true, resetScroll: false });
      }}
    />
  );
}
