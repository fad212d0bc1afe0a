/** What a table was understood to ask. Rows and columns count from 0; src/cli/map.ts writes them as the contract wants them. */
import type { Box } from './grid.ts';

export type Kind = 'roster' | 'card' | 'statistic';

export interface Candidate {
  /** Key of the dictionary. */
  readonly element: string;
  /** Of what is given with 0.9, nine in ten are right. */
  readonly confidence: number;
}

/** What every place that may hold a value has in common: a column, a cell of a statistic, a labelled cell. */
export interface Answer {
  /** Null: nothing in the dictionary says exactly this, or it is not sure enough (never below 0.5). */
  readonly element: string | null;
  readonly confidence: number;
  readonly alternatives: readonly Candidate[];
  /** The template's unit where it names one (亩, ㎡, 万元, 元/月); null otherwise. */
  readonly unit: string | null;
  /** -1: the form asks the year before its own (上一年度人均纯收入). */
  readonly yearOffset: 0 | -1;
  /** Why, for a person: one short Chinese clause a reason. */
  readonly why: readonly string[];
}

export interface ColumnAnswer extends Answer {
  readonly column: number;
  /** Headings from top to leaf without white space. */
  readonly path: readonly string[];
  /** Filled by the template: 序号, a formula by row, a check column. */
  readonly role: 'value' | 'serial' | 'formula';
  /** Choices of the validation list, if any. */
  readonly list: readonly string[] | null;
  /** The number format of the first record's cell; null is General. */
  readonly format: string | null;
  /** 姓名|电话|姓名|电话: the same headings again go on with other records at the right; 0 for the first. */
  readonly copy: number;
}

/** A cell with a label: of a card, or 填报单位 above a roster. */
export interface LabelledCell extends Answer {
  /** Where the value goes: the cell after the label, or the label's own cell ("填报单位：____"). */
  readonly row: number;
  readonly column: number;
  readonly label: string;
  /** The value goes behind the label's text in the same cell. */
  readonly inline: boolean;
  /** Choices to tick in the cell, as they stand behind their boxes (□集中 □分散). */
  readonly options: readonly string[] | null;
}

export interface StatisticCell extends Answer {
  readonly row: number;
  readonly column: number;
  readonly rowPath: readonly string[];
  readonly columnPath: readonly string[];
  readonly formula: boolean;
}

export interface TableUnderstanding {
  /** Name of the sheet, 表1 in a document; two tables of one sheet have two entries. */
  readonly sheet: string;
  /** Index of the grid that it was found in. */
  readonly grid: number;
  /** Null: no table here, only notes or codes. */
  readonly kind: Kind | null;
  /** Subject of the dictionary: person, household, unit, hazard … */
  readonly subject: string | null;
  readonly title: string | null;
  /** The region that belongs to this table, with title and notes. */
  readonly area: Box;
  /** Heading rows with number, unit and code rows. */
  readonly header: { readonly from: number; readonly to: number } | null;
  readonly firstDataRow: number | null;
  /** Last row that the template keeps for records (before totals, notes, signatures); null without records. */
  readonly lastTemplateRow: number | null;
  readonly exampleRows: readonly number[];
  readonly totalRows: readonly number[];
  /** Notes below or above the records (注：, 说明：, 填表说明). */
  readonly noteRows: readonly number[];
  /** 单位负责人： 审核人： 填表人： */
  readonly signatureRows: readonly number[];
  readonly columns: readonly ColumnAnswer[];
  readonly cells: readonly StatisticCell[];
  readonly meta: readonly LabelledCell[];
}

export interface Understanding {
  /** The same template, whatever its values, has the same fingerprint: under it confirmations are kept. */
  readonly fingerprint: string;
  readonly tables: readonly TableUnderstanding[];
}

/** What a person decided before. A null element was confirmed as "none of these". */
export interface Confirmed {
  /** Of the template; null: wherever this heading occurs. */
  readonly fingerprint: string | null;
  /** Headings joined with "/", as in `headingOf`. */
  readonly heading: string;
  readonly element: string | null;
}
