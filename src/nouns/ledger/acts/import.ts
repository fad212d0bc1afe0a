import { isoDate } from '../../../base/dates.ts';
import { dateInChina } from '../../../base/time.ts';
import { Problem } from '../../../problem.ts';
import { transaction, type Db, type Trx } from '../../../platform/db/index.ts';
import { owns } from '../ground.ts';
import type { Actor, Desk, Import, RowStatus } from '../ledger.ts';
import type { Register } from '../registers.ts';
import { dropRows, findImport, insertImport, moveImport, takeRows } from '../store/imports.ts';
import { insertUndoing, refold } from '../store/records.ts';
import { enter, newId } from './record.ts';
import { readImport } from './stage.ts';

export interface Beginning {
  readonly register: Register;
  readonly fileName: string;
  readonly bytes: number;
  readonly validFrom: string | null;
  readonly whole: boolean;
}

/** A file arrives: nothing of it counts yet. @returns the import's id */
export async function beginImport(
  db: Db | Trx,
  { caller, now }: Actor,
  { register, fileName, bytes, validFrom, whole }: Beginning,
): Promise<string> {
  const day = validFrom ?? dateInChina(now);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  if (isoDate(year, month, date) === null || day > dateInChina(now))
    throw new Problem('input.invalid', {
      fields: [{ path: '/validFrom', detail: '要写成 2026-01-31，不能晚于今天 must be a day that has come' }],
    });
  const id = newId(now);
  await insertImport(db, caller.county, {
    id, register: register.key, unit: caller.place.code, person: caller.person, post: caller.post, byName: caller.name, at: now, fileName: fileName.slice(0, 200), validFrom: day, whole, state: 'reading',
    columns: [], bytes, touchedAt: now,
  }); // prettier-ignore
  return id;
}

export interface Confirming {
  /** Rows that somebody should look at are taken only where the person says so. */
  readonly suspicious: boolean;
  readonly conflicting: boolean;
  /** Records that the whole file does not name have left the register. */
  readonly gone: boolean;
}

const chunk = 20_000;

/** Believes the waiting rows: one act, one transaction. @returns how many were taken */
export async function confirmImport(
  trx: Trx,
  desk: Desk,
  actor: Actor,
  id: string,
  register: Register,
  { suspicious, conflicting, gone }: Confirming,
): Promise<number> {
  const { caller, now } = actor;
  const found = await ownImport(trx, actor, id);
  if (found.state !== 'ready' && found.state !== 'confirming') throw new Problem('ledger.not-now');
  const statuses: RowStatus[] = [
    'new',
    'changed',
    ...(suspicious ? (['suspicious'] as const) : []),
    ...(conflicting ? (['conflicting'] as const) : []),
    ...(gone ? (['gone'] as const) : []),
  ];
  const { fileName, digest, rows, unit, validFrom } = found;
  const content = { import: id, file: fileName, digest, rows, validFrom, statuses };
  const act = await enter(trx, desk, actor, {
    kind: 'import',
    register: register.key,
    unit,
    validFrom,
    source: { file: fileName, import: id, rows, ...(digest === null ? {} : { digest }) },
    content,
  });
  const last = rows + found.counts.gone;
  let taken = 0;
  const again: string[] = [];
  for (let from = 0; from < last; from += chunk) {
    const step = await takeRows(trx, caller.county, { id, kind: register.kind, statuses, from, to: from + chunk, act: act.id, at: now });
    taken += step.taken;
    again.push(...step.again);
  }
  await refold(trx, caller.county, again, { act: act.id, at: now });
  await dropRows(trx, caller.county, id, {
    but: (['rejected', 'suspicious', 'conflicting'] as const).filter((status) => !statuses.includes(status)),
  });
  if (!(await moveImport(trx, caller.county, id, ['ready', 'confirming'], { state: 'confirmed', act: act.id, at: now })))
    throw new Problem('ledger.not-now');
  return taken;
}

/** Takes back a whole import by superseding it; what was changed since stays as it was changed. @returns how many records it moved */
export async function undoImport(trx: Trx, desk: Desk, actor: Actor, id: string, reason: string): Promise<number> {
  const found = await ownImport(trx, actor, id);
  if (found.state !== 'confirmed' || found.act === null) throw new Problem('ledger.not-now');
  const moved = await undoAct(trx, desk, actor, { act: found.act, register: found.register, unit: found.unit, reason });
  await moveImport(trx, actor.caller.county, id, ['confirmed'], { state: 'undone', at: actor.now });
  return moved;
}

/** @returns how many records it moved */
export async function undoAct(
  trx: Trx,
  desk: Desk,
  actor: Actor,
  { act, register, unit, reason }: { act: string; register: string; unit: string; reason: string },
): Promise<number> {
  const { county } = actor.caller;
  const undoing = await enter(trx, desk, actor, { kind: 'undo', register, unit, reason, undoes: act, content: { undoes: act, reason } });
  let moved = 0;
  for (let after: string | null = null; ;) {
    const subjects: string[] = await insertUndoing(trx, county, act, { act: undoing.id, at: undoing.at, after, limit: 1000 });
    const last = subjects.at(-1);
    if (last === undefined) return moved;
    await refold(trx, county, subjects, { act: undoing.id, at: undoing.at });
    moved += subjects.length;
    after = last;
  }
}

export async function cancelImport(trx: Trx, actor: Actor, id: string): Promise<void> {
  const { county } = actor.caller;
  await ownImport(trx, actor, id);
  if (!(await moveImport(trx, county, id, ['reading', 'ready', 'failed'], { state: 'cancelled', at: actor.now })))
    throw new Problem('ledger.not-now');
  await dropRows(trx, county, id);
}

/** The caller's own import, locked. @throws Problem thing.missing for everybody else's, as for none */
export async function ownImport(trx: Db | Trx, { caller }: Actor, id: string, { lock = true } = {}): Promise<Import> {
  const found = await findImport(trx, caller.county, id, { lock });
  if (found === null || !owns(caller, found.unit)) throw new Problem('thing.missing');
  return found;
}

/** In one go, for the command line and the demo: nobody waits at a page. */
export async function importNow(
  db: Db,
  desk: Desk,
  actor: Actor,
  beginning: Beginning & { readonly path: string },
  confirming: Confirming | null,
  clock: () => Date,
): Promise<{ id: string; taken: number }> {
  const id = await beginImport(db, actor, beginning);
  await readImport(db, actor, { id, path: beginning.path, clock, register: beginning.register });
  const found = await findImport(db, actor.caller.county, id);
  if (found?.state === 'failed') throw new Problem('import.rows', found.failure === null ? {} : { detail: found.failure });
  const taken =
    confirming === null ? 0 : await transaction(db, (trx) => confirmImport(trx, desk, actor, id, beginning.register, confirming));
  return { id, taken };
}
