import type { ReactNode } from 'react';
import type { FindingReason } from '../../../nouns/demands/demand.ts';
import { useText } from '../../strings/index.ts';
import type { Finding } from '../../types.ts';
import { Eff, Fold, sourceOf } from '../../ui/index.ts';
import './findings.css';

/** What a reader has to know of each finding: how it stands, in which words, on what ground, and what the drafter said to it. */
export function FindingList({
  findings,
  reasons,
  noReason,
}: {
  findings: readonly Finding[];
  reasons: readonly FindingReason[];
  noReason?: string;
}): ReactNode {
  const t = useText();
  const decided = findings.filter((finding) => !finding.undecided);
  const undecided = findings.filter((finding) => finding.undecided);
  return (
    <>
      {decided.length > 0 && (
        <ul className="fl">
          {decided.map((finding) => (
            <One
              finding={finding}
              reason={reasons.find((reason) => reason.rule === finding.rule && reason.start === finding.start)?.text ?? null}
              noReason={noReason}
              key={`${finding.rule}@${finding.start}`}
            />
          ))}
        </ul>
      )}
      {undecided.length > 0 && (
        <div className="undecided">
          <Fold summary={t.demand.undecided(undecided.length)}>
            <ul className="fl">
              {undecided.map((finding) => (
                <li key={`${finding.rule}@${finding.start}`}>
                  <span className="note">{sourceOf(finding, t)}</span>
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

function One({ finding, reason, noReason }: { finding: Finding; reason: string | null; noReason: string | undefined }): ReactNode {
  const t = useText();
  return (
    <li>
      <Eff effect={finding.effect}>{t.effect[finding.effect]}</Eff>
      <span>{finding.message}</span>
      {finding.quote !== '' && <q className="q">{finding.quote}</q>}
      <span className="src">{sourceOf(finding, t)}</span>
      {reason !== null && (
        <span className="why">
          {t.desk.gate.reason}
          {t.colon}
          {reason}
        </span>
      )}
      {reason === null && noReason !== undefined && finding.effect !== 'advise' && <span className="src">{noReason}</span>}
    </li>
  );
}
