import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDeferredValue, useState } from 'react';
import { api, ApiProblem, sentence } from '../../api.ts';
import { saveFile } from '../../download.ts';
import { queries, useKept, useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Answered, H1 } from '../../ui/index.ts';
import { EntryBox } from './entry/index.ts';
import { ImportBox } from './import.tsx';
import { Look } from './look/index.ts';
import { Reads } from './reads.tsx';
import { RecordBox } from './record.tsx';
import { said, type Column, type RecordPage, type RecordView, type RegisterView } from './types.ts';
import { Words } from './words.tsx';
import './ledger.css';

/** What do we hold? One register at a time: cards on a phone, a table on a desk. */
export function LedgerPage(): ReactNode {
  const t = useText();
  const { view = 'registers' } = useSearch({ from: '/ledger' });
  const role = useMe().data?.role;
  const keeps = role === 'village' || role === 'township';
  // Kept by the browser: entering goes on without a network.
  const registers = useKept<{ items: readonly RegisterView[] }>('/api/ledger/registers', { refetchOnMount: 'always' });
  const views = (['registers', 'look', 'reads', 'words'] as const).filter((one) => one !== 'reads' || keeps || role === 'auditor');
  return (
    <div className="page ledger">
      <Answered query={registers}>
        {({ items }) => (
          <>
            <H1 title={t.ledger.nav}>{t.ledger.title(items.reduce((sum, one) => sum + one.records, 0))}</H1>
            <nav className="views" aria-label={t.ledger.viewsLabel}>
              {views.map((one) => (
                <Link key={one} to="/ledger" search={{ view: one }} aria-current={one === view ? 'page' : undefined}>
                  {t.ledger.views[one]}
                </Link>
              ))}
            </nav>
            {view === 'registers' && <Registers registers={items} />}
            {view === 'look' && <Look registers={items} keeps={keeps} />}
            {view === 'reads' && <Reads registers={items} />}
            {view === 'words' && <Words defines={role === 'department'} />}
          </>
        )}
      </Answered>
    </div>
  );
}

function Registers({ registers }: { registers: readonly RegisterView[] }): ReactNode {
  const t = useText();
  const me = useMe().data;
  const [key, setKey] = useState(() => (registers.find((one) => one.records > 0 && isOpen(one)) ?? registers.find(isOpen))?.key ?? '');
  const register = registers.find((one) => one.key === key);
  const mine = register?.mine === true;
  const [entering, setEntering] = useState(false);
  const [recorded, setRecorded] = useState(0);
  return (
    <>
      <p className="lede">{mine ? t.ledger.lede : t.ledger.ledeAbove}</p>
      <div className="field pick-register">
        <label htmlFor="register">{t.ledger.choose}</label>
        <select className="in" id="register" value={key} onChange={(event) => setKey(event.target.value)}>
          {registers.map((one) => (
            <option key={one.key} value={one.key}>
              {t.ledger.named(one)}
              {one.records > 0 ? ` · ${t.ledger.records(one.records)}` : ''}
            </option>
          ))}
        </select>
      </div>
      {register !== undefined && mine && me !== undefined && !entering && (
        <p className="acts">
          <button className="btn go" type="button" onClick={() => setEntering(true)}>
            {t.ledger.entry.open}
          </button>
        </p>
      )}
      {register !== undefined && me !== undefined && entering && (
        <EntryBox
          key={key}
          register={register}
          unit={me.place.code}
          close={() => setEntering(false)}
          done={() => {
            setRecorded((count) => count + 1);
            void queries.invalidateQueries({ queryKey: ['/api/ledger/registers'] });
          }}
        />
      )}
      {register !== undefined &&
        (isOpen(register) ? <Records key={`${key} ${recorded}`} register={register} /> : <p className="soft gap">{t.ledger.ground}</p>)}
    </>
  );
}

/** Of people one's own, or what a numbered demand gives ground for: the server refuses all else, so nobody asks for it in vain. */
function isOpen({ mine, personal }: RegisterView): boolean {
  return mine || !personal;
}

function Records({ register }: { register: RegisterView }): ReactNode {
  const t = useText();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const q = useDeferredValue(text.trim());
  const path = `/api/ledger/registers/${register.key}/records`;
  const list = useInfiniteQuery({
    queryKey: [path, q],
    queryFn: ({ pageParam }) => {
      const query = [q === '' ? '' : `q=${encodeURIComponent(q)}`, pageParam === '' ? '' : `cursor=${encodeURIComponent(pageParam)}`];
      return api<RecordPage>(`${path}?${query.filter((part) => part !== '').join('&')}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    retry: false,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = list.data?.pages[0]?.columns ?? [];
  if (list.error !== null)
    return (
      <p className="soft gap" role="alert">
        {list.error instanceof ApiProblem && list.error.slug === 'ledger.no-ground' ? t.ledger.ground : sentence(list.error, t)}
      </p>
    );
  const again = (): void => void list.refetch();
  return (
    <section>
      <form className="find-one" role="search" onSubmit={(event) => event.preventDefault()}>
        <div className="field">
          <label htmlFor="q">{t.ledger.search}</label>
          <input
            className="in"
            id="q"
            type="search"
            placeholder={t.ledger.searchHint}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      </form>
      <p className="acts">
        {register.mine && (
          <button className="btn small" type="button" onClick={() => setImporting(!importing)} aria-expanded={importing}>
            {t.ledger.import}
          </button>
        )}
        {['xlsx', 'csv'].map((format) => (
          <button
            className="btn small"
            type="button"
            key={format}
            onClick={() => void saveFile(`/api/ledger/registers/${register.key}/export?format=${format}`, `${register.zh}.${format}`)}
          >
            {t.ledger.export(format)}
          </button>
        ))}
      </p>
      {importing && <ImportBox register={register} done={again} close={() => setImporting(false)} />}
      {list.isSuccess && rows.length === 0 && <p className="soft gap">{q === '' ? t.ledger.none : t.ledger.noneFound}</p>}
      {open !== null && <RecordBox register={register.key} columns={columns} id={open} close={() => setOpen(null)} changed={again} />}
      {rows.length > 0 && <Rows rows={rows} columns={columns} open={setOpen} />}
      {list.hasNextPage && (
        <button className="btn gap" type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t.ask.more}
        </button>
      )}
      {register.personal && rows.length > 0 && <p className="note gap">{t.ledger.masked}</p>}
    </section>
  );
}

/** Columns that hold something, as many as a desk has room for; the rest stands in the record. */
function shownColumns(columns: readonly Column[], rows: readonly RecordView[]): readonly Column[] {
  return columns.filter(({ key }) => rows.some(({ values }) => values[key] !== undefined && values[key] !== null)).slice(0, 9);
}

function Rows({ rows, columns, open }: { rows: readonly RecordView[]; columns: readonly Column[]; open: (id: string) => void }): ReactNode {
  const t = useText();
  const shown = shownColumns(columns, rows);
  return (
    <>
      <ul className="cards">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => open(row.id)}>
              <b>{row.title === '' ? t.ledger.empty : row.title}</b>
              <span className="soft">
                {shown
                  .map(({ key }) => said(row.values[key], t.ledger.states))
                  .filter((value) => value !== '' && value !== row.title)
                  .slice(0, 4)
                  .join(t.comma)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="scroll grid">
        <table className="t">
          <thead>
            <tr>
              {shown.map(({ key, zh, unit, definition }) => (
                <th scope="col" key={key} title={definition}>
                  {zh}
                  {unit === null ? '' : ` ${unit}`}
                </th>
              ))}
              <th scope="col">
                <span className="vh">{t.ledger.history}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {shown.map(({ key }) => (
                  <td key={key} className={typeof row.values[key] === 'number' ? 'r' : ''}>
                    {said(row.values[key], t.ledger.states)}
                  </td>
                ))}
                <td>
                  <button
                    className="btn bare small"
                    type="button"
                    onClick={() => open(row.id)}
                    aria-label={`${row.title} ${t.ledger.history}`}
                  >
                    {t.ledger.history}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
