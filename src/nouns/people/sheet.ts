import { Problem, type ProblemField } from '../../problem.ts';
import { readCsv } from '../../platform/office/index.ts';
import { roles, type Role } from './people.ts';

const columns = ['login', 'name', 'role', 'title', 'place', 'organ', 'password'] as const;

/** One person in one post, as an office lists them. */
export interface PersonRow {
  readonly row: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly title: string;
  /** 12-digit code of the place where the post counts. */
  readonly place: string;
  /** Full name of the organ; null for people of a village or township. */
  readonly organ: string | null;
  /** Null: one is made and shown once. */
  readonly password: string | null;
}

/** csv text → rows, or one problem that names every wrong row. */
export function peopleFromCsv(text: string): PersonRow[] {
  const problems: ProblemField[] = [];
  const seen = new Set<string>();
  const rows = readCsv(text, columns).flatMap(({ row, cell }) => {
    const role = roles.find((one) => one === cell('role'));
    const fault = faultOf(cell, role, seen);
    if (fault !== null) problems.push({ path: `第${row}行 row ${row}`, detail: fault });
    seen.add(cell('login'));
    if (role === undefined) return [];
    return [
      {
        row,
        login: cell('login'),
        name: cell('name'),
        role,
        title: cell('title') || cell('role'),
        place: cell('place'),
        organ: cell('organ') || null,
        password: cell('password') || null,
      },
    ];
  });
  if (problems.length > 0) throw new Problem('import.rows', { fields: problems.slice(0, 200), extra: { wrongRows: problems.length } });
  return rows;
}

function faultOf(cell: (column: string) => string, role: Role | undefined, seen: ReadonlySet<string>): string | null {
  if (cell('login') === '' || cell('login').length > 64) return 'login 要有1–64个字 a login of 1–64 characters is needed';
  if (seen.has(cell('login'))) return `login “${cell('login')}” 用了两次 is used twice`;
  if (cell('name') === '' || cell('name').length > 80) return 'name 要有1–80个字 a name of 1–80 characters is needed';
  if (role === undefined) return `role 只能是 ${roles.join('、')} is not a known role`;
  if (!/^[0-9]{12}$/.test(cell('place'))) return 'place 要是12位代码 must be a 12-digit code';
  if ((role === 'department' || role === 'gatekeeper') && cell('organ') === '')
    return '部门和把关的人要写 organ（机关全称） an organ is needed';
  return cell('password') !== '' && cell('password').length < 8 ? 'password 至少8个字 at least 8 characters' : null;
}
