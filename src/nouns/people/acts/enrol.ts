import { randomBytes } from 'node:crypto';
import { uuid7 } from '../../../base/id.ts';
import { countyOfCode } from '../../../base/place.ts';
import { dateInChina } from '../../../base/time.ts';
import type { Trx } from '../../../platform/db/index.ts';
import { Problem, type ProblemField } from '../../../problem.ts';
import { findOrganByName, findUnit } from '../../units/index.ts';
import type { Post } from '../people.ts';
import type { PersonRow } from '../sheet.ts';
import { findLogin, insertLogin, insertPerson, insertPost } from '../store/people.ts';
import { hashPassword } from './passwords.ts';

export interface NewPerson {
  readonly county: string;
  readonly id: string;
  readonly name: string;
  readonly login: { readonly name: string; readonly hash: string } | null;
  readonly posts: readonly Omit<Post, 'county' | 'person'>[];
}

export async function enrol(trx: Trx, { county, id, name, login, posts }: NewPerson, now: Date): Promise<void> {
  await insertPerson(trx, { county, id, name, createdAt: now });
  for (const post of posts) await insertPost(trx, { ...post, county, person: id });
  if (login !== null) await insertLogin(trx, { ...login, county, person: id });
}

export interface Enrolled {
  readonly login: string;
  /** Made here, to be handed over; null where the office chose one. */
  readonly password: string | null;
}

/** Brings in people with their posts and sign-ins, all or none. @throws Problem import.rows naming rows whose place or organ is not known */
export async function importPeople(trx: Trx, rows: readonly PersonRow[], now: Date): Promise<Enrolled[]> {
  const enrolled: Enrolled[] = [];
  const problems: ProblemField[] = [];
  for (const row of rows) {
    const county = countyOfCode(row.place);
    const organ = row.organ === null ? null : await findOrganByName(trx, county, row.organ);
    const path = `第${row.row}行 row ${row.row}`;
    if ((await findUnit(trx, row.place)) === null)
      problems.push({ path, detail: `没有 ${row.place} 这个单位，先导入单位 the place is not known` });
    else if (row.organ !== null && organ === null)
      problems.push({ path, detail: `没有“${row.organ}”这个机关，先导入机关 the organ is not known` });
    else if ((await findLogin(trx, row.login)) !== null) problems.push({ path, detail: `“${row.login}”已经有人用 the login is taken` });
    else {
      const password = row.password ?? randomBytes(9).toString('base64url');
      const post = {
        id: newId(now),
        role: row.role,
        title: row.title,
        place: row.place,
        organ: organ?.id ?? null,
        validFrom: dateInChina(now),
        validTo: null,
      };
      await enrol(
        trx,
        { county, id: newId(now), name: row.name, login: { name: row.login, hash: await hashPassword(password) }, posts: [post] },
        now,
      );
      enrolled.push({ login: row.login, password: row.password === null ? password : null });
    }
  }
  if (problems.length > 0) throw new Problem('import.rows', { fields: problems.slice(0, 200), extra: { wrongRows: problems.length } });
  return enrolled;
}

export function newId(now: Date): string {
  return uuid7(now.getTime(), randomBytes(10));
}
