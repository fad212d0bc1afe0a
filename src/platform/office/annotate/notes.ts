/** Comments of Word: who says what of which words. */
export interface Note {
  readonly start: number;
  readonly end: number;
  /** One paragraph of the comment each. */
  readonly lines: readonly string[];
}

export interface Author {
  readonly name: string;
  /** RFC 3339. */
  readonly at: string;
}

export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
export const STRICT_WORD = 'http://purl.oclc.org/ooxml/wordprocessingml/main';

/** Text as XML may hold it: XML 1.0 has no place for most control characters and for half a surrogate pair. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\ufffe\uffff]|\p{Cs}|(?![\t\n\r])\p{Cc}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** The elements of comments.xml. Each brings its namespace along, so that it may stand in a part that names it otherwise. */
export function commentsXml(notes: readonly Note[], firstId: number, author: Author, namespace: string): string {
  return notes
    .map(({ lines }, at) => {
      const paragraphs = lines.map((line) => `<w:p><w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r></w:p>`).join('');
      const name = escapeXml(author.name).replaceAll('"', '&quot;');
      return `<w:comment xmlns:w="${namespace}" w:id="${firstId + at}" w:author="${name}" w:date="${author.at.slice(0, 19)}Z" w:initials="${name}">${paragraphs}</w:comment>`;
    })
    .join('');
}

/** The marks that a text carries around the words of a comment; `prefix` is what the text calls the namespace of Word. */
export function markStart(id: number, prefix: string): string {
  return `<${prefix}commentRangeStart ${prefix}id="${id}"/>`;
}

export function markEnd(id: number, prefix: string): string {
  return `<${prefix}commentRangeEnd ${prefix}id="${id}"/><${prefix}r><${prefix}commentReference ${prefix}id="${id}"/></${prefix}r>`;
}
