/** A small pure writer of workbooks for tests: real packages, made in code. Every part can be given or replaced. */
import { pack } from './make-docx.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

interface MadeSheet {
  readonly name: string;
  /** The inside of sheetData. */
  readonly rows: string;
  readonly head?: string;
  readonly tail?: string;
  /** Relationships of the sheet: id, last word of the type, target. */
  readonly relations?: readonly (readonly [string, string, string])[];
}

export interface MadeBook {
  readonly sheets: readonly MadeSheet[];
  /** The inside of sst. */
  readonly strings?: string;
  readonly styles?: string;
  /** Behind the sheets in workbook.xml. */
  readonly names?: string;
  readonly properties?: string;
  readonly parts?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly relationBase?: string;
}

export function makeWorkbook(book: MadeBook): Uint8Array {
  const { sheets, strings, styles = '', names = '', properties = '', parts = {}, namespace = MAIN, relationBase = OFFICE } = book;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relationBase}/${type}" Target="${target}"/>`;
  const made: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/calcChain.xml" ContentType="${TYPE}.calcChain+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${strings === undefined ? '' : relation('st', 'sharedStrings', 'sharedStrings.xml')}${relation('sy', 'styles', 'styles.xml')}${parts['xl/calcChain.xml'] === undefined ? '' : relation('cc', 'calcChain', 'calcChain.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${namespace}" xmlns:r="${relationBase}">${properties}<sheets>${sheets.map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="s${at}"/>`).join('')}</sheets>${names}<calcPr calcId="191029"/></workbook>`,
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${namespace}">${strings}</sst>` }),
    'xl/styles.xml': `<styleSheet xmlns="${namespace}">${styles}</styleSheet>`,
  };
  for (const [at, { rows, head = '', tail = '', relations }] of sheets.entries()) {
    made[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${namespace}" xmlns:r="${relationBase}">${head}<sheetData>${rows}</sheetData>${tail}</worksheet>`;
    if (relations !== undefined)
      made[`xl/worksheets/_rels/sheet${at + 1}.xml.rels`] =
        `<Relationships xmlns="${PACKAGE}/relationships">${relations.map((one) => relation(...one)).join('')}</Relationships>`;
  }
  return pack({ ...made, ...parts });
}

/** Styles 0 General, 1 text, 2 yyyy-mm-dd, 3 yyyy年m月, 4 0.00. */
export const someStyles = `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="2"/></cellXfs>`;
