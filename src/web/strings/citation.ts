/** One ground that a rule names: a law and its number, a published case, or a paper that nobody outside can look up. */
export type Ground =
  | { readonly kind: 'article'; readonly from: string; readonly to: string | null }
  | { readonly kind: 'law'; readonly name: string; readonly number: string | null }
  | { readonly kind: 'case'; readonly year: string; readonly month: string | null }
  | { readonly kind: 'words'; readonly text: string };

/**
 * What stands in a rulebook's `article`, told apart so that people read words: 通报N-2025-07-24-ZJ is a case of July 2025. 来文000 and 来信C1 are
 * letters that gave rise to a rule of our own; they say nothing to a reader and are left out.
 */
export function groundsOf(article: string): readonly Ground[] {
  const grounds = article
    .replace(/。$/u, '')
    .split('、')
    .flatMap((part): readonly Ground[] => groundOf(part.trim()));
  // Two cases of one month are one to a reader.
  return [...new Map(grounds.map((ground) => [JSON.stringify(ground), ground])).values()];
}

function groundOf(part: string): readonly Ground[] {
  if (part === '' || part === '—' || /^(来文|来信)/u.test(part) || /^[\d.]{3}$|^[A-Z]{1,2}\d+$/u.test(part)) return [];
  const [, year, month] = /^(?:通报)?N-(\d{4})(?:-(\d{2}))?/u.exec(part) ?? [];
  if (year !== undefined) return [{ kind: 'case', year, month: month === undefined ? null : String(Number(month)) }];
  const [, from, to] = /^(\d{1,3})(?:-(\d{1,3}))?$/u.exec(part) ?? [];
  if (from !== undefined) return [{ kind: 'article', from, to: to ?? null }];
  const [, law, number] = /^([\p{Script=Han}（）]+?)([\d.]+)$/u.exec(part) ?? [];
  if (law !== undefined) return [{ kind: 'law', name: law, number: number ?? null }];
  if (/^[\p{Script=Han}（）]+(法|条例|规定|办法|意见)$/u.test(part)) return [{ kind: 'law', name: part, number: null }];
  const [, when, notice] = /^(\d{4}(?:-\d{2})*)(通知)$/u.exec(part) ?? [];
  if (when !== undefined) {
    const [y = '', m] = when.split('-');
    return [{ kind: 'words', text: `${y}年${m === undefined ? '' : `${Number(m)}月`}的${notice ?? '通知'}` }];
  }
  return [{ kind: 'words', text: part }];
}
