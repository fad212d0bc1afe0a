import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApi, useKept, useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { DemandDetail, Me } from '../../types.ts';
import { Answered, Eff, H1, Qr, Say, useNow } from '../../ui/index.ts';
import { HistoryOf } from '../conduct/index.ts';
import { CostTable } from './cost.tsx';
import { FindingList } from './findings.tsx';
import { History } from './history.tsx';
import { RollupView } from './rollup.tsx';
import { TermsList } from './terms.tsx';
import { Discard, Withdraw } from './withdraw.tsx';
import './demand.css';

/** What exactly is asked, by whom, on what basis, since when? */
export function DemandPage(): ReactNode {
  const { id } = useParams({ from: '/demands/$id' });
  const detail = useKept<DemandDetail>(`/api/demands/${id}`);
  const me = useMe();
  return (
    <Answered query={me}>
      {(who) => (
        <Answered query={detail}>
          {(demand) => (
            <div className="page demand">
              <Hero demand={demand} me={who} />
              <TermsList demand={demand} />
              <Override demand={demand} />
              <Settled demand={demand} />
              <HistoryOf id={demand.id} reasons={demand.reasons} />
              <SayLink demand={demand} me={who} />
              {/* A village sees its own answer; who else has answered is not its burden. */}
              {demand.terms !== null && who.role !== 'village' && (
                <RollupView
                  id={demand.id}
                  fields={demand.terms.fields}
                  open={demand.inForce}
                  template={demand.terms.template?.name ?? null}
                  rosters={demand.terms.rosters !== undefined && demand.inForce && who.role !== 'gatekeeper'}
                />
              )}
              <CostTable demand={demand} />
              <History demand={demand} />
              {demand.may.includes('discard') && <Discard demand={demand} />}
              {demand.may.includes('withdraw') && <Withdraw demand={demand} />}
            </div>
          )}
        </Answered>
      )}
    </Answered>
  );
}

/** The one sentence about whether anything is owed at all. */
function stateSays(demand: DemandDetail, now: string, t: ReturnType<typeof useText>): string | null {
  if (demand.state === 'withdrawn') return t.demand.withdrawn;
  if (demand.terms === null) return t.demand.notYet;
  if (Date.parse(demand.terms.expiresAt) < Date.parse(now)) return t.demand.expired;
  if (demand.state !== 'admitted') return t.demand.revising;
  return null;
}

function Hero({ demand, me }: { demand: DemandDetail; me: Me }): ReactNode {
  const t = useText();
  const { terms } = demand;
  const now = useNow();
  const says = stateSays(demand, now, t);
  const title = t.short(terms?.title ?? demand.title);
  const purpose = terms?.purpose ?? demand.draft?.purpose ?? '';
  const fields = terms?.fields ?? demand.draft?.fields ?? [];
  return (
    <section className="hero">
      <div>
        <H1 title={title}>{title}</H1>
        <p className="lede big">
          <Say>{t.demand.lede(demand.organ.name, fields.length, purpose, terms?.minutes ?? demand.minutes)}</Say>
        </p>
        {says !== null && <p className="gap-s">{says}</p>}
        <Acts demand={demand} me={me} fields={fields.length} />
      </div>
      {terms === null ? (
        <div className="id">
          <div>
            <p>{t.demand.number}</p>
            <b>{t.demand.states[demand.state]}</b>
            <p>{t.demand.noNumber}</p>
          </div>
        </div>
      ) : (
        <div className="id">
          <Qr text={`${location.origin}/demands/${demand.id}`} label={t.demand.qr} />
          <div>
            <p>{t.demand.number}</p>
            <b className="code">{terms.number}</b>
            <p>
              <Say>{t.demand.expires(terms.expiresAt, now)}</Say>
            </p>
          </div>
        </div>
      )}
    </section>
  );
}

function Acts({ demand, me, fields }: { demand: DemandDetail; me: Me; fields: number }): ReactNode {
  const t = useText();
  const answers = demand.mayAnswer;
  const edits = demand.may.includes('draft');
  const gate = me.role === 'gatekeeper' && demand.may.some((kind) => kind === 'admit' || kind === 'confirm' || kind === 'propose');
  if (!answers && !edits && !gate) return null;
  return (
    <p className="acts">
      {answers && (
        <Link className="btn go" to="/answer/$id" params={{ id: demand.id }}>
          {t.demand.answer(fields)}
        </Link>
      )}
      {gate && (
        <Link className="btn go" to="/gate" search={{ id: demand.id }}>
          {t.demand.gate}
        </Link>
      )}
      {edits && (
        <Link className="btn" to="/draft/$id" params={{ id: demand.id }}>
          {t.demand.edit}
        </Link>
      )}
    </p>
  );
}

function Override({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  const { override } = demand;
  if (override === null) return null;
  const { by, confirmedBy } = override;
  return (
    <section className="sec">
      <h2>
        <Eff effect="refuse">{t.demand.override}</Eff>
      </h2>
      <p className="soft">
        {t.demand.overrideLede(
          t.demand.actBy(by.name, by.post),
          confirmedBy === null ? null : t.demand.actBy(confirmedBy.name, confirmedBy.post),
        )}
      </p>
      <dl className="terms">
        <div>
          <dt>
            {t.demand.proposer} {by.name}
          </dt>
          <dd>{override.reason}</dd>
        </div>
        {confirmedBy !== null && (
          <div>
            <dt>
              {t.demand.confirmer} {confirmedBy.name}
            </dt>
            <dd>{override.confirmReason ?? t.ask.notSpecified}</dd>
          </div>
        )}
      </dl>
      {override.confirmedAt != null && <p className="note gap-s">{t.dates.fullClock(override.confirmedAt)}</p>}
    </section>
  );
}

function Settled({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  return (
    <section className="sec">
      <h2>{t.demand.settled}</h2>
      {demand.findings.every((finding) => finding.undecided) && <p className="soft">{t.demand.settledNone}</p>}
      <FindingList findings={demand.findings} reasons={demand.reasons} />
    </section>
  );
}

/** After a check, a visit or a meeting the units that it came to may say what was done. */
function SayLink({ demand, me }: { demand: DemandDetail; me: Me }): ReactNode {
  const t = useText();
  const field = me.role === 'village' || me.role === 'township';
  const { data } = useApi<{ items: readonly { subject: string; spoken: boolean }[] }>('/api/conduct/to-say', { enabled: field });
  const item = data?.items.find(({ subject }) => subject === demand.id);
  if (item === undefined || item.spoken) return null;
  return (
    <section className="sec">
      <h2>{t.conduct.toSay}</h2>
      <p className="soft">{t.conduct.toSayLede}</p>
      <p className="acts">
        <Link className="btn" to="/say/$id" params={{ id: demand.id }}>
          {t.conduct.say}
        </Link>
      </p>
    </section>
  );
}
