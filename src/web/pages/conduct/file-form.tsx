import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { api, sentence } from '../../api.ts';
import { dateValue } from '../../dates.ts';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Me, Page, Unit } from '../../types.ts';
import { Alert, announce, useNow } from '../../ui/index.ts';
import { refresh } from './events.tsx';

const kinds = ['visit', 'check', 'meeting', 'document', 'form', 'app', 'campaign'] as const;

interface Filed {
  readonly kind: string;
  readonly organ: string;
  readonly name: string;
  readonly starts: string;
  readonly unit: string;
  readonly planItem: string;
  readonly visitors: string;
  readonly escorts: string;
}

/** Four things and no more: what it was, who, which day, where. */
export function FileForm({ me }: { me: Me }): ReactNode {
  const t = useText();
  const field = me.role === 'village' || me.role === 'township';
  const today = dateValue(useNow());
  const empty: Filed = { kind: 'visit', organ: me.role === 'department' ? (me.organ?.name ?? '') : '', name: '', starts: today, unit: field ? me.place.code : '', planItem: '', visitors: '', escorts: '' }; // prettier-ignore
  const [filed, setFiled] = useState(empty);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ text: string; at: number } | null>(null);
  const put = (patch: Partial<Filed>): void => setFiled((now) => ({ ...now, ...patch }));
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { need } = t.conduct;
    const lacks = filed.organ.trim() === '' ? need.organ : filed.starts === '' ? need.day : filed.unit === '' ? need.place : null;
    if (lacks !== null) return setProblem({ text: lacks, at: Date.now() });
    setBusy(true);
    setProblem(null);
    try {
      await api('/api/conduct/events', { method: 'POST', json: bodyOf(filed) });
      setFiled(empty);
      announce(t.conduct.sent);
      refresh();
    } catch (error) {
      setProblem({ text: sentence(error, t), at: Date.now() });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="file-form" onSubmit={(event) => void send(event)} noValidate>
      <p className="soft span">
        {t.conduct.fileSays}
        {field ? t.conduct.fileUnit : ''}
      </p>
      <label>
        {t.conduct.kind}
        <select className="in" value={filed.kind} onChange={(event) => put({ kind: event.target.value })}>
          {kinds.map((kind) => (
            <option value={kind} key={kind}>
              {t.conduct.kinds[kind]}
            </option>
          ))}
        </select>
      </label>
      <Text
        label={t.conduct.organ}
        hint={t.conduct.organHint}
        value={filed.organ}
        fixed={me.role === 'department'}
        put={(organ) => put({ organ })}
      />
      <Text label={t.conduct.name} hint={t.conduct.nameHint} value={filed.name} put={(name) => put({ name })} />
      <label>
        {t.conduct.day}
        <input
          className="in"
          type="date"
          value={filed.starts}
          max={field ? today : undefined}
          onChange={(event) => put({ starts: event.target.value })}
        />
      </label>
      <Place me={me} value={filed.unit} put={(unit) => put({ unit })} />
      {!field && <Text label={t.conduct.plan} hint="" value={filed.planItem} put={(planItem) => put({ planItem })} />}
      <Text label={t.conduct.visitors} hint="" digits value={filed.visitors} put={(visitors) => put({ visitors })} />
      <Text label={t.conduct.escorts} hint="" digits value={filed.escorts} put={(escorts) => put({ escorts })} />
      {problem !== null && <Alert key={problem.at}>{problem.text}</Alert>}
      <button className="btn go span" type="submit" disabled={busy}>
        {t.conduct.send}
      </button>
    </form>
  );
}

function bodyOf({ kind, organ, name, starts, unit, planItem, visitors, escorts }: Filed): object {
  const number = (text: string): number | null => (/^\d{1,5}$/u.test(text.trim()) ? Number(text.trim()) : null);
  const words = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    kind,
    organ: organ.trim(),
    name: words(name),
    starts,
    units: [unit],
    planItem: words(planItem),
    visitors: number(visitors),
    escorts: number(escorts),
  };
}

interface TextProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly fixed?: boolean;
  readonly digits?: boolean;
  readonly put: (value: string) => void;
}

function Text({ label, hint, value, fixed = false, digits = false, put }: TextProps): ReactNode {
  return (
    <label>
      {label}
      <input
        className="in"
        value={value}
        readOnly={fixed}
        placeholder={hint}
        maxLength={60}
        inputMode={digits ? 'numeric' : 'text'}
        onChange={(event) => put(event.target.value)}
      />
    </label>
  );
}

/** Townships first, then the villages of the chosen one: a county has hundreds. */
function Place({ me, value, put }: { me: Me; value: string; put: (code: string) => void }): ReactNode {
  const t = useText();
  const home = me.role === 'village' || me.role === 'township' ? me.place.code : null;
  const [town, setTown] = useState(home ?? '');
  const towns = useApi<Page<Unit>>('/api/units?level=township&limit=200', { enabled: home === null });
  const villages = useApi<Page<Unit>>(`/api/units?level=village&limit=200&under=${town}`, {
    enabled: town !== '' && me.role !== 'village',
  });
  if (me.role === 'village')
    return (
      <label>
        {t.conduct.place}
        <input className="in" value={me.place.name} readOnly />
      </label>
    );
  return (
    <div className="two">
      {home === null && (
        <label>
          {t.conduct.place}
          <select
            className="in"
            value={town}
            onChange={(event) => {
              setTown(event.target.value);
              put(event.target.value);
            }}
          >
            <option value="">{t.answer.choose}</option>
            {(towns.data?.items ?? []).map(({ code, name }) => (
              <option value={code} key={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {town !== '' && (
        <label>
          {home === null ? t.demand.unit : t.conduct.place}
          <select className="in" value={value} onChange={(event) => put(event.target.value)}>
            <option value={town}>{home === null ? t.demand.all : me.place.name}</option>
            {(villages.data?.items ?? []).map(({ code, name }) => (
              <option value={code} key={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
