import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';

interface Props extends Pick<
  ComponentProps<'input'>,
  'type' | 'autoComplete' | 'autoCapitalize' | 'spellCheck' | 'inputMode' | 'list' | 'maxLength'
> {
  /** Of the input; one is made where the form needs none of its own. */
  readonly id?: string;
  readonly label: string;
  readonly note?: string;
  readonly value: string;
  readonly set: (value: string) => void;
}

/** One labelled line of a form. A note is read out with it. */
export function TextField({ id, label, note, value, set, ...input }: Props): ReactNode {
  const own = useId();
  const name = id ?? own;
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <input
        className="in"
        id={name}
        aria-describedby={note === undefined ? undefined : `${name}-note`}
        value={value}
        onChange={(event) => set(event.target.value)}
        {...input}
      />
      {note !== undefined && (
        <p className="note" id={`${name}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
