import type { ReactNode } from 'react';
import { useState } from 'react';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { useRulesText } from '../../strings/rules.ts';
import { Answered } from '../../ui/index.ts';
import { Acts, Difference } from './difference.tsx';
import { Replay } from './preview.tsx';
import type { Param, VersionDetail, VersionRow } from './types.ts';

export function Versions({ county, desk, known }: { county: string; desk: boolean; known: readonly Param[] }): ReactNode {
  const r = useRulesText();
  const versions = useApi<{ items: readonly VersionRow[] }>(`/api/sunlight/rules/versions?county=${county}`);
  return (
    <Answered query={versions}>
      {({ items }) => (
        <section>
          <p className="soft">{items.length === 0 ? r.versions.none : r.versions.lede}</p>
          {items.map((row) => (
            <Row row={row} county={county} all={items} known={known} key={row.version} />
          ))}
          {desk && <Replay />}
        </section>
      )}
    </Answered>
  );
}

interface Shown {
  readonly row: VersionRow;
  readonly county: string;
  readonly all: readonly VersionRow[];
  readonly known: readonly Param[];
}

function Row({ row, county, all, known }: Shown): ReactNode {
  const t = useText();
  const r = useRulesText();
  const [open, setOpen] = useState(false);
  const day = (date: string): string => t.dates.full(`${date}T00:00:00+08:00`);
  return (
    <article className="vrow">
      <h2>
        {r.versions.nth(row.version)} {row.title}
      </h2>
      <p className="soft">
        {r.versions.state[row.state]}
        {t.comma}
        {r.versions.dates(day(row.inForceFrom), row.supersededFrom === null ? null : day(row.supersededFrom))}
        {t.comma}
        {r.versions.sums(row.params, row.rules)}
      </p>
      <Acts acts={row.acts} />
      <p className="note">
        {r.versions.digest} <span className="code">{row.digest.slice(0, 16)}</span>
      </p>
      <details className="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{r.changes.what}</summary>
        {open && <Compare row={row} county={county} all={all} known={known} />}
      </details>
    </article>
  );
}

function Compare({ row, county, all, known }: Shown): ReactNode {
  const r = useRulesText();
  const [against, setAgainst] = useState(row.version - 1);
  const detail = useApi<VersionDetail>(`/api/sunlight/rules/versions/${row.version}?county=${county}&against=${against}`);
  return (
    <>
      <label>
        {r.versions.against}{' '}
        <select className="in" value={against} onChange={(event) => setAgainst(Number(event.target.value))}>
          <option value={0}>{r.versions.zero}</option>
          {all
            .filter(({ version }) => version !== row.version)
            .map(({ version }) => (
              <option value={version} key={version}>
                {r.versions.nth(version)}
              </option>
            ))}
        </select>
      </label>
      <Answered query={detail}>{({ difference }) => <Difference difference={difference} known={known} />}</Answered>
    </>
  );
}
