import type { FillMessages } from './zh.fill.ts';

const n = (value: number): string => value.toLocaleString('en-US');

export const enFill: FillMessages = {
  title: 'Fill a table',
  start: 'Drop a table here',
  startLede:
    'From any department. It is understood, filled with what is held, and looks as it came. The table does not leave this machine.',
  drop: 'Drag an .xlsx or .docx here',
  choose: 'Choose a file',
  reading: 'Reading the table',
  says: (sure: number, asked: number, open: number): string =>
    [
      sure === 0 ? '' : `${n(sure)} ${sure === 1 ? 'place' : 'places'} understood`,
      asked === 0 ? '' : `${n(asked)} to look at`,
      open === 0 ? '' : `${n(open)} for you to fill`,
    ]
      .filter((part) => part !== '')
      .join(', '),
  nothing: 'There is no table to fill in this file',
  lede: (name: string): string => `${name}. Choose a column to see what it was read as, and say so if that is wrong.`,
  another: 'Another table',
  sheet: (name: string): string => `${name}, as it looks`,
  table: (name: string, kind: string): string => (kind === '' ? name : `${name} (${kind})`),
  kinds: { roster: 'one record a row', card: 'one person or household', statistic: 'statistics' },
  list: 'What this table asks',
  standing: { sure: 'understood', asked: 'to look at', open: 'for you to fill', own: 'computed in the table' },
  many: (says: string, count: number): string => `${says}: ${n(count)}`,
  readAs: (name: string): string => `Read as “${name}”`,
  inUnit: (unit: string): string => `, in ${unit}`,
  own: 'A running number or a formula: the table computes it, nothing is touched.',
  open: 'Nothing in the dictionary is exactly this, or a person has to write it (opinion, signature, reason). It stays blank.',
  right: 'Yes, that is it',
  none: 'None of these, leave it blank',
  search: 'Another element of the dictionary',
  everywhere: 'Read this heading so in other tables too',
  decidedBy: (title: string, name: string, day: string): string => `Decided by ${name}, ${title}, ${day}.`,
  takeBack: 'Take this decision back',
  decided: 'Remembered for the whole county.',
  takenBack: 'Taken back.',
  from: 'Where the values come from',
  fromLede: 'One register or several (.xlsx or .csv) with ordinary headings. They do not leave this machine either.',
  held: 'Use what your unit holds',
  heldNote: 'Identity and account numbers are filled in full; the ledger notes which register was read.',
  fromMore: 'What the ledger does not hold can come from a file of yours (.xlsx or .csv). It does not leave this machine.',
  register: 'Choose registers',
  drop1: 'Remove',
  period: 'As of',
  periodHint: '2026-11, 2026 or 2026-Q3; the last day counts.',
  record: 'For whom (identity number, household code or name)',
  accept: 'Also fill what is still to be looked at',
  fill: 'Fill and download',
  fillNone: 'Choose a register first',
  filling: 'Filling',
  ownUnit: 'Own unit',
  suffix: ' (filled)',
  filled: (filled: number, missing: number): string =>
    filled === 0
      ? 'Nothing was filled: the registers do not hold what this table asks.'
      : `${n(filled)} cells filled and downloaded. ${missing === 0 ? 'Nothing is missing.' : `${n(missing)} are not held and stay blank.`}`,
  missing: 'What is missing, and why',
  times: (says: string, count: number): string => `${says} (${n(count)} cells)`,
};
