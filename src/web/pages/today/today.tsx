import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { clock, daysBetween } from '../../dates.ts';
import { draftKey } from '../../outbox.ts';
import { useKept } from '../../queries.ts';
import { readJson } from '../../storage.ts';
import { useText } from '../../strings/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { KeptItem, Me, Range, Today, TodayItem, Values } from '../../types.ts';
import { Answered, Eff, Fold, H1, organName, Say, Ticks } from '../../ui/index.ts';
import { ToSayList } from '../conduct/index.ts';
import { Below } from './below.tsx';
import './today.css';

export function TodayPage({ me }: { me: Me }): ReactNode {
  const today = useKept<Today>('/api/today', { refetchInterval: 60_000, refetchOnMount: 'always' });
  const t = useText();
  return (
    <Answered query={today}>
      {(data) => (
        <div className="today">
          <List data={data} />
          <aside className="side">
            <ToSayList />
            <Kept items={data.kept} />
            {me.role === 'township' && <Below now={data.now} />}
            <p className="note">{t.ask.synced(clock(today.dataUpdatedAt))}</p>
          </aside>
        </div>
      )}
    </Answered>
  );
}

function owed(item: TodayItem): boolean {
  return item.answered === null || item.answered.superseded;
}

function sumOf(ranges: readonly Range[]): Range {
  return { low: ranges.reduce((sum, range) => sum + range.low, 0), high: ranges.reduce((sum, range) => sum + range.high, 0) };
}

/** The sentence that answers: what must I do, and when is the next. */
function headline(items: readonly TodayItem[], now: string, t: Messages): readonly string[] {
  const open = items.filter(owed);
  const [next] = open.filter((item) => Date.parse(item.deadline) >= Date.parse(now));
  if (open.length === 0) return items.length === 0 ? [t.today.nothing] : [t.today.none, t.today.allDone];
  const late = open.filter((item) => Date.parse(item.deadline) < Date.parse(now)).length;
  const due = open.filter((item) => Date.parse(item.deadline) >= Date.parse(now) && daysBetween(now, item.deadline) === 0).length;
  const first = late > 0 ? t.today.late(late) : due > 0 ? t.today.some(due) : t.today.none;
  if (next === undefined || (due > 0 && late === 0)) return [first];
  return [first, daysBetween(now, next.deadline) < 7 ? t.today.nextWeek(next.deadline) : t.today.next(next.deadline)];
}

function List({ data }: { data: Today }): ReactNode {
  const t = useText();
  const open = data.items.filter(owed);
  const done = data.items.filter((item) => !owed(item));
  return (
    <section>
      <p className="day">
        {t.dates.full(data.now)}
        {t.wide}
        {t.dates.weekday(data.now)}
      </p>
      <H1 title={t.shell.today}>
        {headline(data.items, data.now, t).map((line) => (
          <span className="line" key={line}>
            {line}
          </span>
        ))}
      </H1>
      {open.length > 0 && (
        <p className="lede big">
          <Say>{t.today.total(sumOf(open.map((item) => item.minutes)), open.length)}</Say>
        </p>
      )}
      {open.length > 0 && (
        <div className="list">
          {open.map((item, at) => (
            <Item item={item} first={at === 0} now={data.now} unit={data.unit.code} key={item.id} />
          ))}
        </div>
      )}
      {done.length > 0 && (
        <div className="done">
          <Fold summary={t.today.answeredCount(done.length)} open={open.length === 0}>
            {done.map((item) => (
              <Done item={item} key={item.id} />
            ))}
          </Fold>
        </div>
      )}
      <p className="note gap">
        {t.today.done}
        <Link to="/receipts">{t.shell.receipts}</Link>
        {t.today.doneEnd}
      </p>
    </section>
  );
}

/** What this phone holds already, typed and not sent. */
function typed(item: TodayItem, unit: string): number {
  const values = readJson<Values>(draftKey(item.id, item.version, unit)) ?? {};
  return Math.min(item.fields, Object.values(values).filter((value) => value !== null && value !== '').length);
}

function Item({ item, first, now, unit }: { item: TodayItem; first: boolean; now: string; unit: string }): ReactNode {
  const t = useText();
  const given = typed(item, unit);
  const left = item.fields - given;
  return (
    <article className={first ? 'it first' : 'it'}>
      <p className="when">
        {t.dates.dayWeek(item.deadline)}
        <span>{t.dates.relative(item.deadline, now)}</span>
      </p>
      <h2>
        <Link to="/demands/$id" params={{ id: item.id }}>
          {t.short(item.title)}
        </Link>
      </h2>
      <div className="state">
        <p>
          <Say>{given > 0 ? t.today.partly(given, left) : t.today.toGive(item.fields, item.minutes)}</Say>
        </p>
        <Ticks done={given} left={left} label={t.today.ticks(given, left)} />
        {item.answered?.superseded === true && <p className="soft">{t.today.superseded}</p>}
      </div>
      <p className="why">{t.why(organName(item.organ), item.purpose)}</p>
      <p className="do">
        <Link className={first ? 'btn go' : 'btn'} to="/answer/$id" params={{ id: item.id }}>
          {given > 0 ? t.today.goOn(left) : t.today.go(item.fields)}
        </Link>
      </p>
    </article>
  );
}

function Done({ item }: { item: TodayItem }): ReactNode {
  const t = useText();
  if (item.answered === null) return null;
  return (
    <article className="dn">
      <h3>
        <Link to="/demands/$id" params={{ id: item.id }}>
          {t.short(item.title)}
        </Link>
      </h3>
      <p className="soft">
        <Eff effect="ok">{t.today.answeredAt(item.answered.at, item.answered.late)}</Eff>
      </p>
      <p className="dn-do">
        <Link to="/receipts/$id" params={{ id: item.answered.receipt }}>
          {t.today.receipt}
        </Link>
        <Link to="/answer/$id" params={{ id: item.id }}>
          {t.today.amend}
        </Link>
      </p>
    </article>
  );
}

function Kept({ items }: { items: readonly KeptItem[] }): ReactNode {
  const t = useText();
  const known = items.flatMap((item) => (item.minutesPerUnit === null ? [] : [item.minutesPerUnit]));
  const sum = known.reduce((total, minutes) => total + minutes, 0);
  const lede =
    items.length === 0
      ? t.today.keptNone
      : sum > 0
        ? t.today.keptSum(items.length, { low: sum, high: sum })
        : t.today.keptCount(items.length);
  return (
    <section className="kept">
      <h2>{t.today.kept}</h2>
      <p>
        <Say>{lede}</Say>
      </p>
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item.id}>
              <b>{t.short(item.title)}</b>
              <p>{t.today.keptSays(organName(item.organ), item.reason, item.decision)}</p>
            </li>
          ))}
        </ul>
      )}
      <p className="note gap">{t.today.noNumber}</p>
    </section>
  );
}
