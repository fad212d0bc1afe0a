import { annotate, gatherNotes, mostNotes } from '../../../platform/office/annotate/index.ts';
import { readPaper } from '../../../platform/office/read/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { Checked, Finding } from '../../types.ts';
import { sourceOf } from '../../ui/index.ts';
import { loadPdf } from './pdf.ts';

/** The file that the draft came from, and its text as it was read. */
export interface Original {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly text: string;
}

/** The notice with a comment at each quotation, made on this machine: in the Word file itself while its text is still the draft's, else in a new one. */
export async function annotated(checked: Checked, original: Original | null, t: Messages): Promise<Uint8Array> {
  const { text, findings } = checked;
  const decided = findings.filter(({ undecided }) => !undecided);
  const undecided = findings.filter((finding) => finding.undecided);
  const last = [
    ...(decided.length > mostNotes ? [t.conduct.report.more(decided.length - mostNotes)] : []),
    ...(undecided.length > 0 ? [t.desk.draft.undecided(undecided.length), ...undecided.map(({ message }) => message)] : []),
  ];
  const notes = decided.slice(0, mostNotes).map((finding) => ({ start: finding.start, end: finding.end, lines: linesOf(finding, t) }));
  const author = { name: t.shell.brand, at: new Date().toISOString() };
  const document = original !== null && original.text === text && isPacked(original.bytes) ? await read(original) : null;
  return annotate(
    original?.bytes ?? new Uint8Array(),
    document ?? { kind: 'txt', text, remarks: [], paragraphs: [], tables: [] },
    gatherNotes(text, notes, last),
    author,
  );
}

/** A docx is a zip; nothing else can take comments, and needs no second reading. */
function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

async function read({ bytes, name, text }: Original): ReturnType<typeof readPaper> {
  const document = await readPaper(bytes, name, loadPdf);
  return document.text === text ? document : { ...document, kind: 'txt', text };
}

function linesOf(finding: Finding, t: Messages): string[] {
  const effect = finding.effect === 'refuse' ? t.desk.draft.cannot : t.effect[finding.effect];
  return [
    `${effect}${t.colon}${finding.message}`,
    `${t.conduct.report.basis}${t.colon}${sourceOf(finding, t)}`,
    ...(finding.mend === null ? [] : [`${t.conduct.report.mend}${t.colon}${finding.mend}`]),
  ];
}
