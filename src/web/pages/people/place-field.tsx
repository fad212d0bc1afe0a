import type { ReactNode } from 'react';
import { useDeferredValue, useId } from 'react';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Page } from '../../types.ts';
import { TextField } from '../../ui/index.ts';

interface Named {
  readonly code: string;
  readonly name: string;
}

/** The place of a post: part of a name is enough to choose from, and what is chosen is its code of statistics. */
export function PlaceField({ value, set }: { readonly value: string; readonly set: (code: string) => void }): ReactNode {
  const words = useText().account.staff;
  const list = useId();
  const q = useDeferredValue(value.trim());
  const { data } = useApi<Page<Named>>(`/api/units?limit=20${q === '' ? '' : `&q=${encodeURIComponent(q)}`}`);
  return (
    <>
      <TextField label={words.place} note={words.placeNote} value={value} set={set} list={list} autoComplete="off" />
      <datalist id={list}>
        {(data?.items ?? []).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
