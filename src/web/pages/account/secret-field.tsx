import type { ReactNode } from 'react';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly complete: 'current-password' | 'new-password' | 'one-time-code';
  readonly value: string;
  readonly set: (value: string) => void;
}

/** A password or a code, told to the browser's own keeper of passwords as what it is; pasting is allowed. */
export function SecretField({ id, label, note, complete, value, set }: Props): ReactNode {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className="in"
        id={id}
        type={complete === 'one-time-code' ? 'text' : 'password'}
        inputMode={complete === 'one-time-code' ? 'text' : undefined}
        autoComplete={complete}
        autoCapitalize="none"
        spellCheck={false}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
      {note !== undefined && (
        <p className="note" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
