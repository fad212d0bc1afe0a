import type { ReactNode } from 'react';
import { TextField } from '../../ui/index.ts';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly complete: 'current-password' | 'new-password' | 'one-time-code';
  readonly value: string;
  readonly set: (value: string) => void;
}

/** A password or a code, told to the browser's own keeper of passwords as what it is; pasting is allowed. */
export function SecretField({ complete, ...field }: Props): ReactNode {
  return (
    <TextField
      {...field}
      type={complete === 'one-time-code' ? 'text' : 'password'}
      autoComplete={complete}
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
