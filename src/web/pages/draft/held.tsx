import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Audience, Roster } from '../../../nouns/demands/terms.ts';
import { api } from '../../api.ts';
import { useText } from '../../strings/index.ts';

interface HeldElement {
  readonly element: string;
  readonly zh: string;
  readonly register: { readonly key: string; readonly zh: string; readonly en: string };
  readonly units: number;
  readonly latest: string | null;
}

interface HeldView {
  readonly units: number;
  readonly held: readonly HeldElement[];
  readonly asked: readonly {
    readonly element: string;
    readonly zh: string;
    readonly title: string;
    readonly organ: string;
    readonly deadline: string;
  }[];
}

interface Props {
  /** What the dictionary knows of what is asked, with the words of the table. */
  readonly columns: Roster['columns'];
  readonly audience: Audience;
}

/** What nobody has to be asked for: struck out, with where it stands; and who is asking the same of the same units now. */
export function HeldColumns({ columns, audience }: Props): ReactNode {
  const t = useText();
  const words = t.desk.draft.held;
  const body = { elements: [...new Set(columns.map(({ key }) => key))].toSorted(), audience };
  const { data } = useQuery<HeldView>({
    queryKey: ['/api/demands/held', JSON.stringify(body)],
    queryFn: ({ signal }) => api<HeldView>('/api/demands/held', { method: 'POST', json: body, signal }),
    enabled: columns.length > 0 && audience.under.length > 0,
    retry: false,
  });
  if (data === undefined || data.held.length + data.asked.length === 0) return null;
  const labelOf = (element: string, zh: string): string => columns.find(({ key }) => key === element)?.label ?? zh;
  return (
    <div className="heldcols" role="status">
      {data.held.length > 0 && <h4>{words.title(data.held.length, columns.length)}</h4>}
      <ul>
        {data.held.map(({ element, zh, units, latest, register }) => (
          <li key={element}>
            {units >= data.units ? <s>{labelOf(element, zh)}</s> : <span>{labelOf(element, zh)}</span>}
            <span className="note">
              {words.by(units, data.units)}
              {t.comma}
              {t.ledger.named(register)}
              {latest === null ? '' : `${t.comma}${words.latest(t.dates.full(`${latest}T00:00:00+08:00`))}`}
            </span>
          </li>
        ))}
        {data.asked.map(({ element, zh, title, organ, deadline }) => (
          <li key={`${element} ${title}`}>
            {labelOf(element, zh)}
            <span className="note">{words.asked(organ, title, t.dates.day(deadline))}</span>
          </li>
        ))}
      </ul>
      {data.held.length > 0 && <p className="note">{words.kept}</p>}
    </div>
  );
}
