import { useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent, ReactNode } from 'react';
import { useState } from 'react';
import { api, ApiProblem, sentence } from '../../api.ts';
import { dateValue } from '../../dates.ts';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { firstLocalRule, useRulesText } from '../../strings/rules.ts';
import { Alert } from '../../ui/index.ts';
import { shown } from './params.tsx';
import type { ChangeBody, ChangeDetail, Law, Param, Value, VersionDetail, VersionRow } from './types.ts';
import { useSaved } from './use-saved.ts';

interface Row {
  readonly name: string;
  readonly value: string;
  readonly basis: string;
}

export function Editor({ law, change, done }: { law: Law; change: ChangeDetail | null; done?: () => void }): ReactNode {
  const t = useText();
  const r = useRulesText();
  const { param } = useSearch({ from: '/rules' });
  const navigate = useNavigate();
  const saved = useSaved();
  const [title, setTitle] = useState(change?.content.title ?? '');
  const [from, setFrom] = useState(change?.content.inForceFrom ?? tomorrow());
  const [rows, setRows] = useState<readonly Row[]>(() => firstRows(change, param));
  const [yaml, setYaml] = useState<string | null>(change?.content.yaml ?? null);
  const current = useCurrentYaml(law.county ?? '');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<{ readonly text: string; readonly fields: readonly string[] } | null>(null);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const json: ChangeBody = {
      title,
      inForceFrom: from,
      params: rows.filter(({ name }) => name !== '').map((row) => paramOf(row, law)),
      yaml,
    };
    try {
      const path = change === null ? '/api/rules/changes' : `/api/rules/changes/${change.id}`;
      await saved(await api<ChangeDetail>(path, { method: change === null ? 'POST' : 'PUT', json }));
      done?.();
    } catch (error) {
      setProblem({
        text: sentence(error, t),
        fields: error instanceof ApiProblem ? error.fields.map(({ detail, path: at }) => `${at.replace(/^\/yaml\//, '')}  ${detail}`) : [],
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="redit" onSubmit={(event) => void save(event)}>
      <label>
        {r.edit.title}
        <input
          className="in"
          required
          maxLength={120}
          placeholder={r.edit.titleHint}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </label>
      <label>
        {r.edit.from}
        <input className="in" type="date" required min={tomorrow()} value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <fieldset>
        <legend>{r.edit.params}</legend>
        {rows.map((row, at) => (
          <ParamRow
            row={row}
            params={law.params}
            key={at}
            change={(next) => setRows(rows.map((one, n) => (n === at ? next : one)))}
            remove={() => setRows(rows.filter((_, n) => n !== at))}
          />
        ))}
        <button className="btn bare" type="button" onClick={() => setRows([...rows, { name: '', value: '', basis: '' }])}>
          {r.edit.add}
        </button>
      </fieldset>
      <label className="check">
        <span>
          <input
            type="checkbox"
            checked={yaml !== null}
            onChange={(event) => setYaml(event.target.checked ? (current === '' ? firstLocalRule(law.county ?? '') : current) : null)}
          />{' '}
          {r.edit.withRules}
        </span>
      </label>
      {yaml !== null && (
        <label>
          {r.edit.rules}
          <span className="note">{r.edit.rulesLede}</span>
          <textarea
            className="in"
            rows={22}
            spellCheck={false}
            maxLength={60_000}
            value={yaml}
            onChange={(event) => setYaml(event.target.value)}
          />
        </label>
      )}
      {problem !== null && (
        <Alert key={JSON.stringify(problem)}>
          {problem.text}
          <ul>
            {problem.fields.map((field) => (
              <li key={field}>{field}</li>
            ))}
          </ul>
        </Alert>
      )}
      <div className="foot">
        <button className="btn go" type="submit" disabled={busy}>
          {r.edit.save}
        </button>
        <button
          className="btn"
          type="button"
          onClick={() => (done === undefined ? void navigate({ to: '/rules', search: { view: 'changes' } }) : done())}
        >
          {r.edit.cancel}
        </button>
      </div>
    </form>
  );
}

function ParamRow({
  row,
  params,
  change,
  remove,
}: {
  row: Row;
  params: readonly Param[];
  change: (row: Row) => void;
  remove: () => void;
}): ReactNode {
  const r = useRulesText();
  const param = params.find(({ name }) => name === row.name);
  const options = param === undefined ? [] : typeof param.value === 'boolean' ? ['true', 'false'] : param.choices;
  return (
    <div className="p">
      <label>
        {r.edit.pick}
        <select className="in" value={row.name} onChange={(event) => change({ ...row, name: event.target.value })}>
          <option value="">{r.edit.pick}</option>
          {params
            .filter(({ past }) => !past)
            .map((one) => (
              <option value={one.name} key={one.name}>
                {one.rules[0]?.title} · {one.name}
              </option>
            ))}
        </select>
        {param !== undefined && (
          <span className="note">
            {r.params.product} {shown(param.value, param.unit, r)}
          </span>
        )}
      </label>
      <label>
        {r.edit.value}
        {options.length > 0 ? (
          <select className="in" value={row.value} onChange={(event) => change({ ...row, value: event.target.value })}>
            <option value="">{r.edit.valueHint}</option>
            {options.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        ) : (
          <input
            className="in"
            inputMode={isNumber(param) ? 'decimal' : 'text'}
            placeholder={r.edit.valueHint}
            value={row.value}
            onChange={(event) => change({ ...row, value: event.target.value })}
          />
        )}
      </label>
      <label>
        {r.edit.basis}
        <input
          className="in"
          required={row.name !== ''}
          maxLength={500}
          placeholder={r.edit.basisHint}
          value={row.basis}
          onChange={(event) => change({ ...row, basis: event.target.value })}
        />
      </label>
      <button className="btn" type="button" onClick={remove}>
        {r.edit.remove}
      </button>
    </div>
  );
}

function isNumber(param: Param | undefined): boolean {
  return param !== undefined && (typeof param.value === 'number' || (param.value === null && param.unit !== null));
}

/** What is no number stays as it was typed: the server says what is wrong with it. */
function paramOf({ name, value, basis }: Row, law: Law): { name: string; value: Value; basis: string } {
  const param = law.params.find((one) => one.name === name);
  const typed = value.trim();
  if (typed === '') return { name, value: null, basis };
  if (typeof param?.value === 'boolean') return { name, value: typed === 'true', basis };
  return { name, value: isNumber(param) && Number.isFinite(Number(typed)) ? Number(typed) : typed, basis };
}

function firstRows(change: ChangeDetail | null, param: string | undefined): readonly Row[] {
  if (change !== null)
    return change.content.params.map(({ name, value, basis }) => ({ name, value: value === null ? '' : String(value), basis }));
  return [{ name: param ?? '', value: '', basis: '' }];
}

/** The rules of the place as its last version has them. */
function useCurrentYaml(county: string): string {
  const versions = useApi<{ items: readonly VersionRow[] }>(`/api/sunlight/rules/versions?county=${county}`, { enabled: county !== '' });
  const last = versions.data?.items[0]?.version;
  const detail = useApi<VersionDetail>(`/api/sunlight/rules/versions/${last ?? 0}?county=${county}`, { enabled: last !== undefined });
  return detail.data?.yaml ?? '';
}

function tomorrow(): string {
  return dateValue(new Date(Date.now() + 86_400_000).toISOString());
}
