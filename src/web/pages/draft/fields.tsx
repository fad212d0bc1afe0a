import type { ReactNode } from 'react';
import { useId, useMemo, useState } from 'react';
import type { Field, FieldType } from '../../../nouns/demands/terms.ts';
import { firstChoices, useText } from '../../strings/index.ts';
import { Fold } from '../../ui/index.ts';
import { FromTable } from './from-table.tsx';
import { HeldColumns } from './held.tsx';
import type { Table } from './intake.tsx';
import { nextKey } from './model.ts';
import { Rosters } from './rosters.tsx';
import { suggestFields } from './suggest.ts';
import type { Drafting } from './use-draft.ts';

const types: readonly FieldType[] = ['integer', 'decimal', 'text', 'date', 'choice', 'boolean'];

export function FieldsForm({ drafting, tables, wrong }: { drafting: Drafting; tables: readonly Table[]; wrong: string | null }): ReactNode {
  const t = useText();
  const { fields, text, rosters = [] } = drafting.draft;
  const put = (next: readonly Field[]): void => drafting.change({ fields: next });
  const [asked, setAsked] = useState<readonly Field[]>([]);
  const found = useMemo(() => (asked.length > 0 ? asked : suggestFields(tables, text)), [asked, tables, text]);
  const fresh = found.filter((one) => !fields.some((field) => field.label === one.label));
  const known = [...fields, ...fresh, ...rosters.flatMap(({ columns }) => columns)].flatMap(({ key, label }) =>
    key.includes('.') ? [{ key, label }] : [],
  );
  const take = (): void => {
    const [taken, used] = [fresh, new Set(fields.map(({ key }) => key))];
    // Keys of the dictionary stay; numbered ones go on where the fields end.
    put(
      taken.reduce<readonly Field[]>(
        (all, field) => [...all, used.has(field.key) || /^f\d+$/u.test(field.key) ? { ...field, key: nextKey(all) } : field],
        fields,
      ),
    );
  };
  const add = (): void =>
    put([
      ...fields,
      { key: nextKey(fields), label: '', definition: null, type: 'integer', unit: null, min: 0, max: null, choices: null, required: true },
    ]);
  return (
    <div className="fields">
      <h3>{t.desk.draft.fields}</h3>
      <p className="soft">
        {fields.length === 0 ? t.desk.draft.fieldsNone : ''}
        {t.desk.draft.fieldsLede}
      </p>
      {fresh.length > 0 && (fields.length === 0 || asked.length > 0) && (
        <p className="found">
          {t.desk.draft.fieldsFound(fresh.length)}
          {t.list(fresh.map((field) => field.label))}
          {t.stop}{' '}
          <button className="btn small" type="button" onClick={take}>
            {t.desk.draft.fieldsUse}
          </button>
        </p>
      )}
      {wrong !== null && (
        <p className="warn" tabIndex={-1}>
          {wrong}
        </p>
      )}
      <HeldColumns columns={known} audience={drafting.draft.audience} />
      <Rosters rosters={rosters} drop={() => drafting.change({ rosters: undefined })} />
      <ol className="fieldlist">
        {fields.map((field, at) => (
          <li key={field.key}>
            <One
              field={field}
              wrong={wrong !== null && field.label.trim() === ''}
              put={(patch) => put(fields.map((each) => (each.key === field.key ? { ...each, ...patch } : each)))}
            />
            <Order fields={fields} at={at} put={put} />
          </li>
        ))}
      </ol>
      <p className="acts">
        <button className="btn small" type="button" onClick={add}>
          {t.desk.draft.fieldAdd}
        </button>
        <FromTable
          onFields={(next, template, rows, day) => {
            setAsked(next);
            const when = day === null || drafting.draft.asOf !== undefined ? {} : { asOf: day };
            drafting.change({ template, rosters: rows.length === 0 ? undefined : rows, ...when });
          }}
        />
      </p>
    </div>
  );
}

function Order({ fields, at, put }: { fields: readonly Field[]; at: number; put: (fields: readonly Field[]) => void }): ReactNode {
  const t = useText();
  const field = fields[at];
  if (field === undefined) return null;
  const move = (to: number): void => {
    const rest = fields.filter((each) => each !== field);
    put([...rest.slice(0, to), field, ...rest.slice(to)]);
  };
  return (
    <div className="order">
      <button className="btn small bare" type="button" disabled={at === 0} onClick={() => move(at - 1)}>
        {t.desk.draft.up}
        <span className="vh">{field.label}</span>
      </button>
      <button className="btn small bare" type="button" disabled={at === fields.length - 1} onClick={() => move(at + 1)}>
        {t.desk.draft.down}
        <span className="vh">{field.label}</span>
      </button>
      <button className="btn small bare" type="button" onClick={() => put(fields.filter((each) => each !== field))}>
        {t.desk.draft.remove}
        <span className="vh">{field.label}</span>
      </button>
    </div>
  );
}

function One({ field, wrong, put }: { field: Field; wrong: boolean; put: (patch: Partial<Field>) => void }): ReactNode {
  const t = useText();
  const id = useId();
  const numeric = field.type === 'integer' || field.type === 'decimal';
  return (
    <div className="one">
      <div className="field">
        <label htmlFor={`${id}l`}>{t.desk.draft.fieldLabel}</label>
        <input
          className="in"
          id={`${id}l`}
          value={field.label}
          maxLength={120}
          aria-invalid={wrong}
          onChange={(event) => put({ label: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}t`}>{t.desk.draft.fieldType}</label>
        <select
          className="in"
          id={`${id}t`}
          value={field.type}
          onChange={(event) => put(retyped(types.find((type) => type === event.target.value) ?? 'text'))}
        >
          {types.map((type) => (
            <option value={type} key={type}>
              {t.desk.draft.fieldTypes[type]}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}u`}>{t.desk.draft.fieldUnit}</label>
        <input
          className="in"
          id={`${id}u`}
          value={field.unit ?? ''}
          maxLength={20}
          onChange={(event) => put({ unit: event.target.value === '' ? null : event.target.value })}
        />
      </div>
      <label className="chk">
        <input type="checkbox" checked={field.required} onChange={(event) => put({ required: event.target.checked })} />
        {t.desk.draft.fieldRequired}
      </label>
      <div className="more">
        <Fold summary={t.desk.draft.fieldDefinition} open={field.type === 'choice'}>
          <div className="field">
            <label htmlFor={`${id}d`}>{t.desk.draft.fieldDefinitionHint}</label>
            <input
              className="in"
              id={`${id}d`}
              value={field.definition ?? ''}
              maxLength={500}
              onChange={(event) => put({ definition: event.target.value === '' ? null : event.target.value })}
            />
          </div>
          {field.type === 'choice' && <Choices id={`${id}c`} field={field} put={put} />}
          {numeric && (
            <div className="pair gap-s">
              <Bound id={`${id}n`} label={t.desk.draft.fieldMin} value={field.min} put={(min) => put({ min })} />
              <Bound id={`${id}x`} label={t.desk.draft.fieldMax} value={field.max} put={(max) => put({ max })} />
            </div>
          )}
        </Fold>
      </div>
    </div>
  );
}

function retyped(type: FieldType): Partial<Field> {
  const numeric = type === 'integer' || type === 'decimal';
  return { type, min: numeric ? 0 : null, max: null, choices: type === 'choice' ? firstChoices : null };
}

function Choices({ id, field, put }: { id: string; field: Field; put: (patch: Partial<Field>) => void }): ReactNode {
  const t = useText();
  const [text, setText] = useState((field.choices ?? []).join(t.comma));
  return (
    <div className="field gap-s">
      <label htmlFor={id}>{t.desk.draft.fieldChoices}</label>
      <input
        className="in"
        id={id}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const choices = event.target.value
            .split(/[，,、;；]/u)
            .map((choice) => choice.trim())
            .filter((choice) => choice !== '');
          put({ choices: choices.length === 0 ? null : [...new Set(choices)] });
        }}
      />
    </div>
  );
}

function Bound({
  id,
  label,
  value,
  put,
}: {
  id: string;
  label: string;
  value: number | null;
  put: (value: number | null) => void;
}): ReactNode {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className="in"
        id={id}
        type="number"
        value={value ?? ''}
        onChange={(event) =>
          put(event.target.value === '' || !Number.isFinite(event.target.valueAsNumber) ? null : event.target.valueAsNumber)
        }
      />
    </div>
  );
}
