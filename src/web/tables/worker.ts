import '../compat.ts';
import { fillForm, parsePeriod, rawTableOf, registerOf, Registers, understand, type Register } from '../../engines/forms/index.ts';
import { patchPackage } from '../../platform/office/patch/index.ts';
import { decodeCsv, readCells, readTables } from '../../platform/office/read/index.ts';
import { Problem } from '../../problem.ts';
import type { Ask, Filled, Opened, Question, Reply, Result } from './messages.ts';

/** Reads and fills beside the page, so that it never stands still. */
const here = self as unknown as {
  addEventListener(kind: 'message', listener: (event: { data: Ask }) => void): void;
  postMessage(reply: Reply): void;
};

here.addEventListener('message', ({ data: { id, question } }) => {
  try {
    here.postMessage({ id, ok: true, result: answer(question) });
  } catch (error) {
    const problem = error instanceof Problem ? error : null;
    here.postMessage({ id, ok: false, slug: problem?.slug ?? '', detail: problem?.message ?? '' });
  }
});

function answer(question: Question): Result {
  const { bytes, name } = question.table;
  const grids = readTables(bytes, name).sheets;
  const understanding = understand(grids, { confirmed: question.confirmed, fileName: name });
  if (question.kind === 'understand') return { kind: 'understand', understood: { grids, understanding } };
  const registers = new Registers(question.registers.flatMap(registersOf));
  const period = question.period === null ? null : parsePeriod(question.period);
  const filling = fillForm(understanding, grids, registers, {
    fileName: name,
    unit: question.unit,
    period,
    accept: question.accept,
    record: question.record,
  });
  const filled: Filled = { bytes: patchPackage(bytes, filling.sheets), filled: filling.filled, missing: filling.missing };
  return { kind: 'fill', filled };
}

/** @throws Problem input.unreadable where no heading of the file says what it holds */
function registersOf({ bytes, name }: Opened): readonly Register[] {
  const tables = /\.csv$/iu.test(name)
    ? [{ name, rows: decodeCsv(bytes) }]
    : readCells(bytes, name).sheets.map((sheet) => rawTableOf(name, sheet.cells));
  const found = tables.flatMap((table) => registerOf(table) ?? []);
  if (found.length === 0) throw new Problem('input.unreadable', { detail: name });
  return found;
}
