import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FindingReason } from '../../../nouns/demands/demand.ts';
import { useToken } from '../../shell.tsx';
import { useText } from '../../strings/index.ts';
import { Eff, Fold, Say, sourceOf } from '../../ui/index.ts';
import type { ActFinding, Occasion } from './types.ts';
import './conduct.css';

/** What the history rules find, each with the occasions that it rests on; undecided ones are one folded line. */
export function ActFindings({
  findings,
  about,
  reasons = [],
}: {
  findings: readonly ActFinding[];
  about?: string;
  /** What the drafter said to it: one reason a rule, at no place of the text. */
  reasons?: readonly FindingReason[];
}): ReactNode {
  const t = useText();
  const decided = findings.filter((finding) => !finding.undecided);
  const undecided = findings.filter((finding) => finding.undecided);
  return (
    <>
      <ul className="acts-found">
        {decided.map((finding, at) => (
          <One finding={finding} about={about} reason={reasonFor(finding, reasons)} key={`${finding.rule}@${finding.date}@${at}`} />
        ))}
      </ul>
      {undecided.length > 0 && (
        <div className="undecided">
          <Fold summary={t.demand.undecided(undecided.length)}>
            <ul className="acts-found">
              {undecided.map((finding) => (
                <li key={finding.rule}>
                  <span className="note">{finding.title}</span>
                  <span>{finding.message}</span>
                </li>
              ))}
            </ul>
          </Fold>
        </div>
      )}
    </>
  );
}

function reasonFor({ rule }: ActFinding, reasons: readonly FindingReason[]): string | null {
  return reasons.find((reason) => reason.rule === rule && reason.start < 0)?.text ?? null;
}

function One({ finding, about, reason }: { finding: ActFinding; about: string | undefined; reason: string | null }): ReactNode {
  const t = useText();
  const { events, total } = finding;
  return (
    <li>
      <Eff effect={finding.effect}>{t.effect[finding.effect]}</Eff>
      <div>
        <p>
          <Say>{finding.message}</Say>
          {t.stop}
          {t.conduct.same(finding.places)}
        </p>
        <p className="note">{sourceOf({ ...finding, inForce: null }, t)}</p>
        {finding.mend !== null && (
          <p className="soft">
            {t.conduct.mend}
            {t.colon}
            {finding.mend}
          </p>
        )}
        {reason !== null && (
          <p className="why">
            {t.desk.gate.reason}
            {t.colon}
            {reason}
          </p>
        )}
        {events.length > 0 && (
          <Fold summary={t.conduct.see(events.length, total)}>
            <ol className="occasions">
              {events.map((event) => (
                <li key={event.id}>
                  <Told event={event} current={event.id === about} />
                </li>
              ))}
            </ol>
          </Fold>
        )}
      </div>
    </li>
  );
}

function Told({ event, current }: { event: Occasion; current: boolean }): ReactNode {
  const t = useText();
  const signedIn = useToken() !== null;
  const name = `${t.conduct.kinds[event.kind] ?? event.kind}${event.name === null ? '' : t.quote(t.short(event.name))}`;
  return (
    <>
      <time dateTime={event.date}>{t.dates.full(event.date)}</time>
      <span>
        {event.organ}
        {t.comma}
        {event.from === 'demand' && signedIn && !current && event.number !== null ? (
          <Link to="/demands/$id" params={{ id: event.id }}>
            {name}
          </Link>
        ) : (
          name
        )}
        {current && <b>{` ${t.conduct.this}`}</b>}
        <span className="note">
          {event.places.length === 0 ? '' : `${t.comma}${t.list(event.places.slice(0, 3))}`}
          {event.number === null ? '' : `${t.comma}${t.conduct.number(event.number)}`}
        </span>
      </span>
    </>
  );
}
