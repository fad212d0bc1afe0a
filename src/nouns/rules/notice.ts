import { check, type CheckedFile } from '../../engines/rulebook/index.ts';

export interface NoticeOptions {
  readonly file?: string;
  readonly metadata: Readonly<Record<string, unknown>> | null;
  /** Day of judgement, YYYY-MM-DD. */
  readonly today: string;
}

/** One notice held against all rulebooks: the entry of `check --json`. The page runs the same engines itself. */
export function checkNotice(text: string, { file, metadata, today }: NoticeOptions): CheckedFile {
  return check(text, { ...(file === undefined ? {} : { file }), metadata, today });
}
