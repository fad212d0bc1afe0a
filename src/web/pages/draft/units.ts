import { useQuery } from '@tanstack/react-query';
import type { Audience } from '../../../nouns/demands/terms.ts';
import { api } from '../../api.ts';
import type { Page, Unit } from '../../types.ts';

const mostPages = 50;

async function allUnits(level: Audience['level']): Promise<readonly Unit[]> {
  const units: Unit[] = [];
  let cursor = '';
  for (let turn = 0; turn < mostPages; turn += 1) {
    const page = await api<Page<Unit>>(
      `/api/units?level=${level}&limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    units.push(...page.items);
    if (page.next === null) break;
    cursor = page.next;
  }
  return units;
}

export function useUnits(level: Audience['level']): readonly Unit[] {
  return useQuery({ queryKey: ['units', level], queryFn: () => allUnits(level), staleTime: Infinity }).data ?? [];
}

/** Codes of places below carry the place's own digits in front: six of a county, nine of a township. */
function prefix(code: string): string {
  return code.endsWith('000000') ? code.slice(0, 6) : code.endsWith('000') ? code.slice(0, 9) : code;
}

export function addressed(audience: Audience, units: readonly Unit[]): number {
  const prefixes = audience.under.map(prefix);
  return units.filter((unit) => prefixes.some((each) => unit.code.startsWith(each)) && !audience.except.includes(unit.code)).length;
}
