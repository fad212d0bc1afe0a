import type { ReactNode } from 'react';
import { useText } from '../../strings/index.ts';
import type { ActView, DemandDetail } from '../../types.ts';
import { Fold } from '../../ui/index.ts';

/** Who did what, when, and why. Only ever added to. */
export function History({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  const acts = [...demand.acts].reverse();
  const leaf = demand.termsVersions.at(-1)?.leaf;
  return (
    <>
      {acts.length > 0 && (
        <section className="sec">
          <h2>{t.demand.history}</h2>
          <ol className="hist">
            {acts.map((act, at) => (
              <Act act={act} key={at} />
            ))}
          </ol>
          {leaf !== undefined && (
            <p className="note gap-s">
              {t.demand.logged} <a href={`/log/receipt/${leaf}`}>{leaf}</a>
            </p>
          )}
        </section>
      )}
      {demand.termsVersions.length > 1 && <Versions demand={demand} />}
    </>
  );
}

function Act({ act }: { act: ActView }): ReactNode {
  const t = useText();
  return (
    <li>
      <time dateTime={act.at}>{`${t.dates.day(act.at)} ${t.dates.time(act.at)}`}</time>
      <span>
        {t.demand.acts[act.kind]}
        {act.reason === null || act.reason === '' ? '' : `${t.colon}${act.reason}`}
        <span className="note"> {t.demand.actBy(act.by.name, act.by.post)}</span>
      </span>
    </li>
  );
}

function Versions({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  return (
    <section className="sec">
      <h2>{t.demand.versions}</h2>
      <ol className="hist">
        {[...demand.termsVersions].reverse().map((version) => (
          <li key={version.version}>
            <span>{t.demand.version(version.version)}</span>
            <div>
              <span className="code">{version.number}</span>
              {t.comma}
              {t.demand.versionSays(version.admittedAt, version.supersededAt)}
              <Fold summary={t.demand.digest}>
                <p className="digest">{version.digest}</p>
              </Fold>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
