import { Link } from '@tanstack/react-router';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useDeferredValue, useState } from 'react';
import { api } from '../../api.ts';
import { parts } from '../../dates.ts';
import { useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Me, Page, ReceiptRow } from '../../types.ts';
import { Answered, H1, organName, useNow } from '../../ui/index.ts';
import { VerifyBox } from './verify-box.tsx';
import './receipts.css';

/** Does this hold? Units find what they did; inspectors check what they are shown. */
export function ReceiptsPage(): ReactNode {
  return <Answered query={useMe()}>{(me) => <Body me={me} />}</Answered>;
}

function Body({ me }: { me: Me }): ReactNode {
  const t = useText();
  const unit = me.role === 'village' || me.role === 'township';
  // Whoever comes to check needs the checking first.
  const lists = unit || me.role === 'inspector' || me.role === 'auditor';
  return (
    <div className={unit ? 'page receipts' : 'page receipts checks'}>
      <div>
        <H1 title={t.shell.receipts}>{unit ? t.receipts.title : t.receipts.titleCheck}</H1>
        <p className="lede">{unit ? t.receipts.lede : t.receipts.verifyLede}</p>
        {!unit && <VerifyBox />}
      </div>
      {lists && <List below={me.role !== 'village'} />}
      {unit && (
        <aside>
          <h2>{t.receipts.verify}</h2>
          <p className="soft">{t.receipts.verifyLede}</p>
          <VerifyBox />
        </aside>
      )}
    </div>
  );
}

function List({ below }: { below: boolean }): ReactNode {
  const t = useText();
  const thisYear = parts(useNow()).year;
  const [year, setYear] = useState(String(thisYear));
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = `year=${year}${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`;
  const list = useInfiniteQuery({
    queryKey: ['/api/receipts', query],
    queryFn: ({ pageParam }) =>
      api<Page<ReceiptRow>>(`/api/receipts?${query}${pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="own">
      <form className="find" role="search" onSubmit={(event) => event.preventDefault()}>
        <div className="field">
          <label htmlFor="year">{t.receipts.year}</label>
          <select className="in" id="year" value={year} onChange={(event) => setYear(event.target.value)}>
            {[0, 1, 2, 3].map((back) => (
              <option key={back}>{thisYear - back}</option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="q">{t.receipts.search}</label>
          <input
            className="in"
            id="q"
            type="search"
            placeholder={t.receipts.searchHint}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      </form>
      {list.isSuccess && rows.length === 0 && <p className="soft gap">{q === '' ? t.receipts.none : t.receipts.noneFound}</p>}
      <ul className="rows" aria-busy={list.isFetching}>
        {rows.map((row) => (
          <li key={row.id}>
            <Row row={row} below={below} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <button className="btn gap" type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t.ask.more}
        </button>
      )}
    </section>
  );
}

function Row({ row, below }: { row: ReceiptRow; below: boolean }): ReactNode {
  const t = useText();
  return (
    <Link className="rr" to="/receipts/$id" params={{ id: row.id }}>
      <b>{t.short(row.title)}</b>
      <span className="soft">
        {below && row.unit !== undefined ? `${row.unit.name}${t.comma}` : ''}
        {organName(row.organ)}
        {t.comma}
        {t.dates.full(row.at)}
        {row.late ? `${t.comma}${t.receipts.late}` : ''}
      </span>
      <span className="note">
        <span className="code">{row.label}</span>
        {t.comma}
        {row.index == null ? t.receipts.waiting : t.receipts.index(row.index)}
      </span>
    </Link>
  );
}
