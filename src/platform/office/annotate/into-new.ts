/** A new Word document of a plain text with comments: for whatever came in another form than docx. */
import { strToU8, zipSync } from 'fflate';
import { commentsXml, escapeXml, markEnd, markStart, WORD, type Author, type Note } from './notes.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** The text of official papers (GB/T 9704-2012, 5.2.2 and 7.3.3): 仿宋 of 16 points, 28 points a line. */
const styles = `${HEAD}<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋" w:hAnsi="Times New Roman"/><w:sz w:val="32"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>`;

export function annotateText(text: string, notes: readonly Note[], author: Author): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/word/comments.xml" ContentType="${TYPE}.comments+xml"/></Types>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${HEAD}<w:document xmlns:w="${WORD}"><w:body>${bodyXml(text, notes)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`,
    'word/_rels/document.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/comments" Target="comments.xml"/></Relationships>`,
    'word/styles.xml': styles,
    'word/comments.xml': `${HEAD}<w:comments xmlns:w="${WORD}">${commentsXml(notes, 0, author, WORD)}</w:comments>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(part)])));
}

/** A paragraph a line; the marks of comments between the runs. */
function bodyXml(text: string, notes: readonly Note[]): string {
  const marks = notes
    .flatMap(({ start, end }, id) => [
      { at: start, order: 1, xml: markStart(id, 'w:') },
      { at: Math.max(start, end), order: start === end ? 2 : 0, xml: markEnd(id, 'w:') },
    ])
    .sort((a, b) => a.at - b.at || a.order - b.order);
  let xml = '';
  let next = 0;
  let from = 0;
  for (const line of text.split(/\r\n|\r|\n/u)) {
    const to = from + line.length;
    let at = from;
    xml += '<w:p>';
    for (let mark = marks[next]; mark !== undefined && mark.at <= to; mark = marks[++next]) {
      const place = Math.max(mark.at, at);
      xml += runXml(text.slice(at, place)) + mark.xml;
      at = place;
    }
    xml += `${runXml(text.slice(at, to))}</w:p>`;
    from = to + (text.startsWith('\r\n', to) ? 2 : 1);
  }
  return xml;
}

function runXml(text: string): string {
  if (text === '') return '';
  const pieces = text.split('\t').map((piece) => (piece === '' ? '' : `<w:t xml:space="preserve">${escapeXml(piece)}</w:t>`));
  return `<w:r>${pieces.join('<w:tab/>')}</w:r>`;
}
