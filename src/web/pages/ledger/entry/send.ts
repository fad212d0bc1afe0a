import { writeValue } from '../../../../engines/facts/index.ts';
import { api, ApiProblem } from '../../../api.ts';
import type { Row } from '../../../grid/index.ts';
import type { RecordDetail } from '../types.ts';
import { met, refused, taken, type Cells, type Merged, type Standing } from './standing.ts';

/** `later`: nobody said no; the same sending waits until the server can be reached. */
export type Outcome = { readonly kind: 'settled'; readonly merged: Merged } | { readonly kind: 'later'; readonly error: ApiProblem };

/** Sends what the row's standing holds ready, and says where the row stands afterwards. */
export async function sendRow(register: string, row: Row, standing: Standing): Promise<Outcome> {
  const { sending } = standing;
  const settled = (next: Standing): Outcome => ({ kind: 'settled', merged: { cells: row.cells, standing: next } });
  if (sending === null) return settled(standing);
  const path = `/api/ledger/registers/${register}/records`;
  const { record, seen, values, key } = sending;
  try {
    const answer = await api<{ id: string; version: number }>(record === null ? path : `${path}/${record}`, {
      method: 'POST',
      json: { values, ...(seen === null ? {} : { seen }) },
      headers: { 'idempotency-key': key },
    });
    return settled(taken(standing, sending, answer));
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.record !== null && (error.slug === 'ledger.known' || error.slug === 'ledger.moved'))
      return meet(path, error.record, row, standing);
    // Signed out, too many at a time, a server that broke: it may have been taken, so exactly this is sent again.
    if (error.unreached || error.status === 401 || error.status === 429 || error.status >= 500) return { kind: 'later', error };
    return settled(refused(standing, faultsOf(error)));
  }
}

async function meet(path: string, id: string, row: Row, standing: Standing): Promise<Outcome> {
  try {
    const detail = await api<RecordDetail>(`${path}/${id}?unmask=true`);
    return { kind: 'settled', merged: met(row, standing, { record: id, version: detail.version, values: textsOf(detail.values) }) };
  } catch (error) {
    if (error instanceof ApiProblem) return { kind: 'later', error };
    throw error;
  }
}

/** Held values as they are typed. */
export function textsOf(values: RecordDetail['values']): Cells {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, writeValue(value)]));
}

function faultsOf({ fields, message }: ApiProblem): Readonly<Record<string, string>> {
  if (fields.length === 0) return { '': message };
  return Object.fromEntries(fields.map(({ path, detail }) => [path.startsWith('/values/') ? path.slice('/values/'.length) : '', detail]));
}
