import type { Messages } from '../strings/index.ts';
import type { Finding } from '../types.ts';

/** Article first, then how sure: what is not law must say so. */
export function sourceOf(finding: Pick<Finding, 'rule' | 'article' | 'confidence' | 'source' | 'inForce'>, t: Messages): string {
  const book = finding.rule.slice(0, finding.rule.indexOf('/'));
  const article = finding.article?.trim() ?? '';
  if (book === 'project') return t.source.project;
  const cited = article === '' ? '' : t.source.article(book, article);
  const sure =
    finding.source === undefined
      ? finding.confidence === 'C' || finding.confidence === 'S'
        ? t.source.law
        : t.source.inferred
      : t.source.says(finding.source);
  // What is no law anyway says so already.
  const known = /不是/u.test(finding.source ?? '') ? '' : (t.source.sure[finding.confidence ?? ''] ?? '');
  return `${cited}${sure}${known}${finding.inForce == null ? '' : t.source.early}`;
}
