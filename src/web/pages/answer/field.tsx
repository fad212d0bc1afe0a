import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { Field } from '../../../nouns/demands/terms.ts';
import { stateWords, useText } from '../../strings/index.ts';
import type { Value } from '../../types.ts';
import { shown } from './held.tsx';
import { stateIn } from './values.ts';

interface Props {
  readonly field: Field;
  readonly typed: string;
  readonly wrong: string | null;
  readonly before: Value;
  /** What is held and does not answer by itself. */
  readonly hint: string | null;
  /** Why it is another value than the one that is held; null: it is not. */
  readonly reason: { readonly text: string; readonly change: (text: string) => void } | null;
  readonly change: (value: string) => void;
  readonly leave: () => void;
}

export function FieldBox(props: Props): ReactNode {
  const { field, typed, wrong, before, hint, reason } = props;
  const t = useText();
  const id = useId();
  const state = stateIn(typed);
  const numeric = field.type === 'integer' || field.type === 'decimal';
  const described = [
    field.definition === null ? '' : `${id}d`,
    wrong === null ? '' : `${id}w`,
    before === null ? '' : `${id}b`,
    hint === null ? '' : `${id}h`,
  ]
    .filter((part) => part !== '')
    .join(' ');
  return (
    <div
      className="f"
      data-field={field.key}
      role={field.type === 'boolean' ? 'group' : undefined}
      aria-labelledby={field.type === 'boolean' ? `${id}l` : undefined}
    >
      {field.type === 'boolean' ? (
        <p className="label" id={`${id}l`}>
          <Label field={field} />
        </p>
      ) : (
        <label htmlFor={id}>
          <Label field={field} />
        </label>
      )}
      {field.definition !== null && (
        <p className="def" id={`${id}d`}>
          {field.definition}
        </p>
      )}
      <div className="box">
        {state === null ? <Control {...props} id={id} described={described} /> : <State is={state} {...props} />}
        {field.unit !== null && state === null && <span className="unit">{field.unit}</span>}
        {numeric && typed === '' && (field.min ?? 0) <= 0 && (
          <button className="btn bare none" type="button" onClick={() => props.change('0')}>
            {t.answer.none}
            <span className="vh">{field.label}</span>
          </button>
        )}
        {typed === '' && <Cannot {...props} />}
      </div>
      {wrong !== null && (
        <p className="warn" id={`${id}w`} role="alert">
          {wrong}
        </p>
      )}
      {hint !== null && (
        <p className="said" id={`${id}h`}>
          {hint}
        </p>
      )}
      {reason !== null && (
        <div className="why">
          <label htmlFor={`${id}r`}>{t.answer.whyOther}</label>
          <input className="in" id={`${id}r`} maxLength={200} value={reason.text} onChange={(event) => reason.change(event.target.value)} />
        </div>
      )}
      {before !== null && (
        <p className="said" id={`${id}b`}>
          {t.answer.before(shown(before, field, t))}
        </p>
      )}
    </div>
  );
}

/** There is no value to give: which of the two it is says something else to whoever adds up. */
function Cannot({ field, change }: Pick<Props, 'field' | 'change'>): ReactNode {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <button className="btn bare cannot" type="button" aria-expanded="false" onClick={() => setOpen(true)}>
        {t.answer.cannot}
        <span className="vh">{field.label}</span>
      </button>
    );
  return (
    <span className="cannot" role="group" aria-label={`${field.label} ${t.answer.cannot}`}>
      {(['notApplicable', 'unknown'] as const).map((is) => (
        <button className="btn small" type="button" key={is} onClick={() => change(stateWords[is])}>
          {t.answer.states[is]}
        </button>
      ))}
    </span>
  );
}

function State({ is, field, change }: { is: keyof typeof stateWords } & Pick<Props, 'field' | 'change'>): ReactNode {
  const t = useText();
  return (
    <>
      <b className="state">{t.answer.states[is]}</b>
      <button className="btn small" type="button" onClick={() => change('')}>
        {t.answer.refill}
        <span className="vh">{field.label}</span>
      </button>
    </>
  );
}

function Label({ field }: { field: Field }): ReactNode {
  const t = useText();
  return (
    <>
      {field.label}
      {!field.required && <span className="note">{t.wide + t.answer.optional}</span>}
    </>
  );
}

function Control({ field, typed, wrong, change, leave, id, described }: Props & { id: string; described: string }): ReactNode {
  const t = useText();
  const shared = {
    id,
    onBlur: leave,
    'aria-required': field.required,
    'aria-invalid': wrong !== null,
    ...(described === '' ? {} : { 'aria-describedby': described }),
  };
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return (
        <input
          className="in n"
          inputMode={field.type === 'integer' ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={typed}
          onChange={(event) => change(event.target.value)}
          {...shared}
        />
      );
    case 'date':
      return <input className="in d" type="date" value={typed} onChange={(event) => change(event.target.value)} {...shared} />;
    case 'choice':
      return (
        <select className="in c" value={typed} onChange={(event) => change(event.target.value)} {...shared}>
          <option value="">{t.answer.choose}</option>
          {(field.choices ?? []).map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      );
    case 'boolean':
      return (
        <span className="yn">
          {(['true', 'false'] as const).map((value) => (
            <label className="chk" key={value}>
              <input
                type="radio"
                name={id}
                checked={typed === value}
                onChange={() => change(value)}
                onBlur={leave}
                aria-describedby={described === '' ? undefined : described}
              />
              {value === 'true' ? t.answer.yes : t.answer.no}
            </label>
          ))}
        </span>
      );
    case 'text':
      return <textarea className="in t" rows={2} value={typed} onChange={(event) => change(event.target.value)} {...shared} />;
  }
}
