import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { api, sentence } from '../../api.ts';
import { queries, useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Page } from '../../types.ts';
import { Alert, announce, Answered } from '../../ui/index.ts';
import type { EventRow } from './types.ts';

const path = '/api/conduct/events';

/** After something was filed or corrected, everything that rests on the register is asked again. */
export function refresh(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/conduct/') });
}

export function Events(): ReactNode {
  const t = useText();
  const list = useInfiniteQuery({
    queryKey: [path],
    queryFn: ({ pageParam }) =>
      api<Page<EventRow>>(`${path}?limit=50${pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Answered query={list}>
      {(data) => {
        const rows = data.pages.flatMap((page) => page.items);
        return (
          <>
            {rows.length === 0 && <p className="soft">{t.conduct.none}</p>}
            {rows.map((row) => (
              <One row={row} key={`${row.id}@${row.version}`} />
            ))}
            {list.hasNextPage && (
              <button className="btn" type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t.ask.more}
              </button>
            )}
          </>
        );
      }}
    </Answered>
  );
}

function One({ row }: { row: EventRow }): ReactNode {
  const t = useText();
  const name = `${t.conduct.kinds[row.kind] ?? row.kind}${row.name === null ? '' : t.quote(t.short(row.name))}`;
  const people = t.conduct.people(row.visitors, row.escorts);
  return (
    <article className="ev">
      <time dateTime={row.starts}>{t.dates.full(row.starts)}</time>
      <div>
        <p>
          {row.organ}
          {row.office ?? ''}
          {t.comma}
          {row.demand === null ? (
            name
          ) : (
            <Link to="/demands/$id" params={{ id: row.demand }}>
              {name}
            </Link>
          )}
        </p>
        <p className="soft">
          {t.conduct.at(row.units.slice(0, 4).map((unit) => unit.name), row.places)} {people}
        </p>
        <p className="note">
          {row.by === null ? t.conduct.origins[row.origin] : t.conduct.by(row.by, row.recordedAt)}
          {row.by !== null && row.origin === 'unit' ? `${t.comma}${t.conduct.origins['unit'] ?? ''}` : ''}
          {row.reason === null ? '' : `${t.stop}${t.conduct.corrected(row.reason)}`}
        </p>
        {row.mayCorrect && <Correct row={row} />}
      </div>
    </article>
  ); // prettier-ignore
}

/** Taken back by who filed it; what a unit filed the gate may also take over as its own. */
function Correct({ row }: { row: EventRow }): ReactNode {
  const t = useText();
  const gate = useMe().data?.role === 'gatekeeper';
  const [asking, ask] = useState<'strike' | 'confirm' | null>(null);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  if (asking === null)
    return (
      <p className="do">
        {gate && row.origin === 'unit' && (
          <button className="btn small" type="button" onClick={() => ask('confirm')}>
            {t.conduct.confirm}
          </button>
        )}
        <button className="btn small bare" type="button" onClick={() => ask('strike')}>
          {t.conduct.strike}
        </button>
      </p>
    );
  const send = async (): Promise<void> => {
    setProblem(null);
    try {
      const event = asking === 'strike' ? null : told(row);
      await api(`${path}/${row.id}/correct`, { method: 'POST', json: { version: row.version, reason: reason.trim(), event } });
      announce(asking === 'strike' ? t.conduct.struck : t.conduct.confirmed);
      refresh();
    } catch (error) {
      setProblem(sentence(error, t));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={id}>{asking === 'strike' ? t.conduct.strikeWhy : t.conduct.confirmWhy}</label>
      <input
        className="in"
        id={id}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        ref={focusOnce}
      />
      {asking === 'strike' && <p className="note">{t.conduct.strikeSays}</p>}
      {problem !== null && <Alert>{problem}</Alert>}
      <p className="do">
        <button className="btn small" type="submit" disabled={reason.trim() === ''}>
          {asking === 'strike' ? t.conduct.strike : t.conduct.confirm}
        </button>
        <button className="btn small bare" type="button" onClick={() => ask(null)}>
          {t.ask.cancel}
        </button>
      </p>
    </form>
  );
}

function told({ kind, organ, office, name, matter, starts, ends, units, planItem, visitors, escorts, demand }: EventRow): object {
  return { kind, organ, office, name, matter, starts, ends, planItem, visitors, escorts, demand, units: units.map(({ code }) => code) };
}

function focusOnce(box: HTMLInputElement | null): void {
  box?.focus({ preventScroll: true });
}
