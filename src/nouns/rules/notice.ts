import { check, metadataFaults, type CheckedFile } from '../../engines/rulebook/index.ts';
import { Problem } from '../../problem.ts';
import type { RulesInForce } from './in-force.ts';

export interface NoticeOptions {
  readonly file?: string;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  /** Day of judgement, YYYY-MM-DD. */
  readonly today: string;
}

/**
 * One notice held against the rules in force: the entry of `check --json`. The page runs the same engines itself.
 *
 * @throws Problem input.invalid naming what of the metadata has the wrong shape
 */
export function checkNotice(
  rules: Pick<RulesInForce, 'sets' | 'params'>,
  text: string,
  { file, metadata, today }: NoticeOptions,
): CheckedFile {
  const faults = metadataFaults(metadata ?? {});
  if (faults.length > 0)
    throw new Problem('input.invalid', { fields: faults.map(({ path, detail }) => ({ path: `/metadata${path}`, detail })) });
  return check(text, { ...(file === undefined ? {} : { file }), metadata, today, sets: rules.sets, params: rules.params });
}
