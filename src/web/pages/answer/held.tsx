import type { ReactNode } from 'react';
import type { Field } from '../../../nouns/demands/terms.ts';
import { useText } from '../../strings/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { HeldValue } from '../../types.ts';
import { Fold } from '../../ui/index.ts';

/** What need not be asked again: each value with its source and day, and a way to say that it is wrong. */
export function HeldFields(props: {
  fields: readonly Field[];
  held: ReadonlyMap<string, HeldValue>;
  correct: (key: string) => void;
}): ReactNode {
  const { fields, held, correct } = props;
  const t = useText();
  if (fields.length === 0) return null;
  return (
    <div className="held">
      <Fold summary={t.answer.held(fields.length)}>
        <ul>
          {fields.map((field) => {
            const one = held.get(field.key);
            return one === undefined ? null : (
              <li key={field.key}>
                <span className="what">
                  <span>{field.label}</span>
                  <b>{shown(one.value, field, t)}</b>
                </span>
                <span className="from">{sourceOf(one, t)}</span>
                <button className="btn small" type="button" onClick={() => correct(field.key)}>
                  {t.answer.correct}
                  <span className="vh">{field.label}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </Fold>
    </div>
  );
}

/** What is held and cannot answer by itself stands under the question. */
export function hintOf(field: Field, held: readonly HeldValue[], t: Messages): string | null {
  const told = held.filter(({ key, sure }) => key === field.key && !sure);
  if (told.length === 0) return null;
  return `${told.map((one) => t.answer.heldHint(shown(one.value, field, t), sourceOf(one, t))).join(t.comma)}${t.stop}`;
}

export function shown(value: HeldValue['value'], { unit }: Field, t: Messages): string {
  if (typeof value === 'object') return t.answer.states[value.is];
  return `${typeof value === 'boolean' ? (value ? t.answer.yes : t.answer.no) : typeof value === 'number' ? t.n(value) : value}${unit ?? ''}`;
}

function sourceOf({ how, demand, file, by, validFrom }: HeldValue, t: Messages): string {
  const day = t.dates.full(`${validFrom}T00:00:00+08:00`);
  if (how !== null) return t.answer.heldCounted(how, day);
  return t.answer.heldFrom(demand === null ? (file ?? t.answer.heldLedger) : t.short(demand), by, day);
}
