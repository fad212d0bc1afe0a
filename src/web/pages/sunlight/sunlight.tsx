import { Link } from '@tanstack/react-router';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api.ts';
import { useApi } from '../../queries.ts';
import { useToken } from '../../shell.tsx';
import { useText } from '../../strings/index.ts';
import type { Page, SunlightRow } from '../../types.ts';
import { Answered, Eff, Fold, H1, organName, Say } from '../../ui/index.ts';
import { ActFindings } from '../conduct/index.ts';
import type { Findings } from '../conduct/index.ts';
import './sunlight.css';

/** What is demanded of the villages, for everybody. In the order of admission, nobody is ranked. */
export function SunlightPage(): ReactNode {
  const t = useText();
  const list = useInfiniteQuery({
    queryKey: ['/api/sunlight/demands'],
    queryFn: ({ pageParam }) =>
      api<Page<SunlightRow>>(`/api/sunlight/demands${pageParam === '' ? '' : `?cursor=${encodeURIComponent(pageParam)}`}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  return (
    <Answered query={list}>
      {(data) => {
        const rows = data.pages.flatMap((page) => page.items);
        return (
          <div className="page sun">
            <H1 title={t.shell.sunlight}>{t.sunlight.title}</H1>
            <p className="lede">{rows.length === 0 ? t.sunlight.none : t.sunlight.lede}</p>
            <div className="rows">
              {rows.map((row) => (
                <Row row={row} key={row.id} />
              ))}
            </div>
            {list.hasNextPage && (
              <button className="btn" type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t.ask.more}
              </button>
            )}
            <FromRegister />
            <p className="note gap">
              <Link to="/rules">{t.shell.rules}</Link>
              {t.wide}
              {t.sunlight.log} <a href="/log/checkpoint">{t.sunlight.logLink}</a>
            </p>
          </div>
        );
      }}
    </Answered>
  );
}

function Row({ row }: { row: SunlightRow }): ReactNode {
  const t = useText();
  const signedIn = useToken() !== null;
  return (
    <article className="sr">
      <h2>
        {signedIn ? (
          <Link to="/demands/$id" params={{ id: row.id }}>
            {t.short(row.title)}
          </Link>
        ) : (
          t.short(row.title)
        )}
      </h2>
      <p className="soft">
        {organName(row.organ)}
        {t.comma}
        <Say>{t.sunlight.row(row.units, row.minutes)}</Say>
      </p>
      <p className="note">
        <span className="code">{row.number}</span>
        {t.wide}
        {t.sunlight.admitted(row.admittedAt)}
        {row.withdrawn ? `${t.wide}${t.sunlight.withdrawn}` : ''}
      </p>
      {row.override !== null && (
        <div className="ov">
          <p>
            <Eff effect="refuse">{t.sunlight.override}</Eff>
          </p>
          <p>
            {row.override.by.name}
            {t.colon}
            {row.override.reason}
          </p>
          {row.override.confirmedBy !== null && (
            <p>
              {row.override.confirmedBy.name}
              {t.colon}
              {row.override.confirmReason}
            </p>
          )}
        </div>
      )}
      {row.findings.length > 0 && (
        <Fold summary={t.sunlight.findings(row.findings.length)}>
          <ul className="fx">
            {row.findings.map((finding, at) => (
              <li key={at}>
                <Eff effect={finding.effect}>{t.effect[finding.effect]}</Eff>
                <span>{finding.message}</span>
                {finding.reason !== null && (
                  <span className="soft">
                    {t.demand.reasonGiven}
                    {t.colon}
                    {finding.reason}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </article>
  );
}

/** What the history rules find in the county, for everybody: acts of organs, in the order of their days. */
function FromRegister(): ReactNode {
  const t = useText();
  const { data } = useApi<Findings & { county: { name: string } }>('/api/sunlight/conduct');
  if (data === undefined) return null;
  return (
    <section className="sec">
      <h2>{t.conduct.sunlight(data.county.name)}</h2>
      <p className="soft">{data.findings.length === 0 ? t.conduct.sunlightNone : t.conduct.sunlightLede}</p>
      <ActFindings findings={data.findings.toSorted((a, b) => (a.date < b.date ? 1 : -1))} />
    </section>
  );
}
