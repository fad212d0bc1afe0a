import type { ReactNode } from 'react';
import { useApi, useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Me } from '../../types.ts';
import { Answered, Fold, H1 } from '../../ui/index.ts';
import { Events } from './events.tsx';
import { FileForm } from './file-form.tsx';
import { ActFindings } from './findings.tsx';
import { HeardList } from './heard.tsx';
import { ToSayList } from './to-say.tsx';
import type { ActFinding, Findings } from './types.ts';
import './conduct.css';

/** Who came, and what was done: a unit's own list, an organ's own year, for the relief office what the rules find in all of it. */
export function ConductPage(): ReactNode {
  return <Answered query={useMe()}>{(me) => <Desk me={me} />}</Answered>;
}

function Desk({ me }: { me: Me }): ReactNode {
  const t = useText();
  const field = me.role === 'village' || me.role === 'township';
  const wide = me.role === 'gatekeeper' || me.role === 'auditor';
  const title = wide ? t.conduct.titleGate : t.conduct.title;
  return (
    <div className="page conduct">
      <H1 title={t.conduct.nav}>{title}</H1>
      <p className="lede">{wide ? t.conduct.ledeGate : me.role === 'department' ? t.conduct.ledeOrgan : t.conduct.lede}</p>
      {field && (
        <section className="sec">
          <ToSayList />
        </section>
      )}
      {wide && <County />}
      {(wide || me.role === 'department') && <HeardList wide={wide} />}
      <section className="sec">
        <h2>{t.conduct.events}</h2>
        {me.role !== 'inspector' && me.role !== 'auditor' && (
          <Fold summary={t.conduct.file}>
            <FileForm me={me} />
          </Fold>
        )}
        <Events />
      </section>
    </div>
  );
}

function County(): ReactNode {
  const t = useText();
  const found = useApi<Findings>('/api/conduct/findings');
  return (
    <Answered query={found}>
      {(data) => (
        <section className="sec by-matter">
          {data.findings.length === 0 && <p>{t.conduct.noFindings}</p>}
          {data.cut && <p className="note">{t.conduct.cut}</p>}
          {byMatter(data.findings.filter(({ undecided }) => !undecided)).map(([matter, findings]) => (
            <div key={matter}>
              <h2>{matter === '' ? t.conduct.noMatter : t.conduct.matter(matter)}</h2>
              <ActFindings findings={findings} />
            </div>
          ))}
          <ActFindings findings={data.findings.filter(({ undecided }) => undecided)} />
        </section>
      )}
    </Answered>
  );
}

/** By what it is about, the latest first: never by who is found most often. */
function byMatter(findings: readonly ActFinding[]): readonly (readonly [string, readonly ActFinding[]])[] {
  const groups = new Map<string, ActFinding[]>();
  for (const finding of findings.toSorted((a, b) => (a.date < b.date ? 1 : -1))) {
    const key = finding.matter ?? '';
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups];
}
