import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api.ts';
import { useText } from '../../strings/index.ts';
import { Answered } from '../../ui/index.ts';
import type { RegisterView } from './types.ts';

interface Read {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly organ: string | null;
  readonly register: string;
  readonly records: number;
  readonly unmasked: boolean;
  readonly ground: 'own' | 'demand';
  readonly demand: string | null;
  readonly elements: readonly string[];
}

/** Who looked at our people's facts, and why they could. */
export function Reads({ registers }: { registers: readonly RegisterView[] }): ReactNode {
  const t = useText();
  const name = (key: string): string => {
    const found = registers.find((one) => one.key === key);
    return found === undefined ? key : t.ledger.named(found);
  };
  const columns = new Map(registers.flatMap((register) => register.columns.map(({ key, zh }) => [key, zh])));
  const list = useInfiniteQuery({
    queryKey: ['/api/ledger/reads'],
    queryFn: ({ pageParam }) =>
      api<{ items: readonly Read[]; next: string | null }>(
        `/api/ledger/reads?limit=50${pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Answered query={list}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        return items.length === 0 ? (
          <p className="soft">{t.ledger.readsNone}</p>
        ) : (
          <>
            <ul className="reads">
              {items.map((read) => (
                <li key={read.id}>
                  {t.ledger.read(read.by, read.organ, name(read.register), read.records)}
                  <span className="note">
                    {t.dates.full(read.at)}
                    {t.comma}
                    {read.demand === null ? (
                      t.ledger.own
                    ) : (
                      <Link to="/demands/$id" params={{ id: read.demand }}>
                        {t.ledger.demand}
                      </Link>
                    )}
                    {read.unmasked ? `${t.comma}${t.ledger.unmasked}` : ''}
                  </span>
                  <span className="note">
                    {t.ledger.readColumns(
                      read.elements.slice(0, 12).map((key) => columns.get(key) ?? key),
                      read.elements.length,
                    )}
                  </span>
                </li>
              ))}
            </ul>
            {list.hasNextPage && (
              <button className="btn gap" type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t.ask.more}
              </button>
            )}
          </>
        );
      }}
    </Answered>
  );
}
