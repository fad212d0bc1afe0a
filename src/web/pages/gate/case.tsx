import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { DemandDetail } from '../../types.ts';
import { Answered, Fold, H1, Say } from '../../ui/index.ts';
import { HistoryOf } from '../conduct/index.ts';
import { CostTable, FindingList } from '../demand/index.ts';
import { Confirm } from './confirm.tsx';
import { Decide } from './decide.tsx';

export function Case({ id, alone }: { id: string; alone: boolean }): ReactNode {
  const t = useText();
  const detail = useApi<DemandDetail>(`/api/demands/${id}`);
  return (
    <section className="case" aria-label={t.desk.gate.decide}>
      {alone && (
        <Link className="back" to="/gate" search={{}}>
          {t.desk.gate.back}
        </Link>
      )}
      <Answered query={detail}>{(demand) => <Body demand={demand} alone={alone} />}</Answered>
    </section>
  );
}

function Body({ demand, alone }: { demand: DemandDetail; alone: boolean }): ReactNode {
  const t = useText();
  const decided = demand.findings.filter((finding) => !finding.undecided);
  const title = t.short(demand.draft?.title ?? demand.title);
  const sent = demand.submittedAt ?? demand.updatedAt;
  return (
    <>
      <header>
        {alone ? <H1 title={title}>{title}</H1> : <h2 className="h1">{title}</h2>}
        <p className="lede">
          <Say>
            {t.desk.gate.header(
              demand.organ.name,
              t.dates.dayClock(sent),
              demand.units,
              demand.minutes === null ? t.ask.notSpecified : t.about(demand.minutes),
              demand.deadline === null ? null : t.dates.day(demand.deadline),
            )}
          </Say>
          {demand.draftVersion > 1 ? t.desk.gate.version(demand.draftVersion) : ''}
        </p>
      </header>
      <section className="sec">
        <h2>{t.desk.gate.findings(decided.filter((finding) => finding.effect !== 'advise').length)}</h2>
        <FindingList findings={demand.findings} reasons={demand.reasons} noReason={t.desk.gate.noReason} />
      </section>
      <HistoryOf id={demand.id} reasons={demand.reasons} />
      <CostTable demand={demand} />
      <section className="sec">
        <Asks demand={demand} />
        {demand.draft !== null && (
          <Fold summary={t.desk.gate.document}>
            <div className="paper">
              {demand.draft.text.split('\n').map((line, at) => (
                <p key={at}>{line}</p>
              ))}
            </div>
          </Fold>
        )}
      </section>
      {demand.state === 'awaitingConfirmation' ? <Confirm demand={demand} /> : <Decide demand={demand} />}
    </>
  );
}

function Asks({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  const { draft } = demand;
  if (draft === null) return null;
  return (
    <Fold summary={t.desk.gate.asks} open>
      <dl className="terms">
        <div>
          <dt>{t.demand.what}</dt>
          <dd>
            {draft.fields.length === 0 ? t.demand.whatNone : t.demand.whatFields(draft.fields.map((field) => field.label))}
            {(draft.rosters ?? []).map(({ sheet, columns }) => (
              <p key={sheet}>{t.demand.roster(columns.map(({ label }) => label))}</p>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t.demand.use}</dt>
          <dd>{draft.purpose || t.ask.notSpecified}</dd>
        </div>
        <div>
          <dt>{t.demand.basis}</dt>
          <dd>{draft.basis || t.ask.notSpecified}</dd>
        </div>
      </dl>
    </Fold>
  );
}
