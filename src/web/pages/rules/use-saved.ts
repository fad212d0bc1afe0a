import { useNavigate } from '@tanstack/react-router';
import { queries } from '../../queries.ts';
import type { ChangeDetail } from './types.ts';

export const changesPath = '/api/rules/changes?limit=100';

/** After saving: the change as the server holds it, and every list anew. */
export function useSaved(): (change: ChangeDetail) => Promise<void> {
  const navigate = useNavigate();
  return async (change) => {
    queries.setQueryData([`/api/rules/changes/${change.id}`], change);
    await queries.invalidateQueries({ queryKey: [changesPath] });
    await navigate({ to: '/rules', search: { view: 'changes', id: change.id } });
  };
}
