import { problems, type ProblemSlug } from '../../src/problem.ts';
import { statusOfKind } from '../../src/platform/http/index.ts';

/** docs/problems.md as the catalogue says it. */
export function problemsPage(): string {
  const slugs = Object.keys(problems) as ProblemSlug[];
  const rows = slugs.map((slug) => {
    const { kind, zh, en } = problems[slug];
    return `| <a id="${slug}"></a>\`${slug}\` | ${statusOfKind[kind]} | ${zh} | ${en} |`;
  });
  return [
    '# Problems',
    '',
    'Every way in which Qingdan says no. Over HTTP a refusal is an RFC 9457 problem (`application/problem+json`) with `type` (a link to this page),',
    '`title` (the sentence below, in the language of `Accept-Language`), `status`, `detail`, `slug` and, where input was wrong, `fields`',
    '(`path` is where, `detail` what is wrong and what mends it). The command line prints the same sentence as one line on stderr.',
    '',
    'Made from `src/problem.ts` by `node scripts/run.mjs scripts/problems.ts`; the tests compare the two.',
    '',
    '| slug | status | 说给人听 | said in English |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
