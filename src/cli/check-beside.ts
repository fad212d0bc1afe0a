import { readdir } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { elements } from '../engines/forms/index.ts';
import { askedItems, compare, withParent } from '../engines/lineage/index.ts';
import { TextIndex, withOthers, type InForce, type Others } from '../engines/overlap/index.ts';
import { read, type Reading } from '../engines/reading/index.ts';
import type { CheckedFile, Register } from '../engines/rulebook/index.ts';
import { readDocumentFile } from '../platform/office/index.ts';
import { Problem } from '../problem.ts';
import type { makeProgress } from './progress.ts';

type Judged = Omit<Register, 'date'>;

/** What the superior's notice shows: add-ons, and the rules that need it. */
export function besideParent(checked: CheckedFile, parent: Reading, judged: Judged): CheckedFile {
  const child = read(checked.text);
  const comparison = compare(parent, child);
  const addOns = comparison.addOns.map(({ kind, parent: above, child: below, message }) => ({
    kind,
    parent: above,
    child: below,
    message,
  }));
  return { ...checked, addOns, findings: withParent(checked.findings, parent, child, comparison, { ...judged, date: child.date }) };
}

/** What the demands in force show: what is said, asked, called or checked already. */
export function besideOthers(checked: CheckedFile, own: string, others: Others, judged: Judged): CheckedFile {
  const fresh = inForce(own, checked.text);
  const { overlaps, findings } = withOthers(fresh, checked.findings, others, { ...judged, date: fresh.reading.date });
  return { ...checked, overlaps, findings };
}

const kinds = new Set(['.docx', '.txt', '.md', '.html', '.htm', '.pdf']);

/** Every notice of a folder and of those in it, by its path below the folder. */
export async function demandsIn(folder: string, progress: ReturnType<typeof makeProgress>): Promise<Others> {
  const names = await filesIn(folder);
  const index = new TextIndex();
  const demands = new Map<string, InForce>();
  for (const name of names) {
    const { text } = await readDocumentFile(resolve(folder, name));
    index.add(name, text);
    demands.set(name, inForce(name, text));
    progress.show(`${demands.size}/${names.length}`);
  }
  progress.end();
  return { index, demands };
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    const found = entries.filter((entry) => entry.isFile() && kinds.has(extname(entry.name).toLowerCase()));
    return found.map((entry) => join(entry.parentPath, entry.name).slice(resolve(folder).length + 1)).sort();
  } catch (cause) {
    throw new Problem('input.unreadable', { detail: `打不开文件夹 ${folder}，看看名字和位置对不对 · cannot open the folder`, cause });
  }
}

const keyOf = new Map(elements.map(({ zh, key }) => [zh, key]));

/** What it asks, as keys of the dictionary where a heading is in it, else in the notice's own words. */
function inForce(id: string, text: string): InForce {
  const reading = read(text);
  return { id, reading, elements: askedItems(reading).map((item) => keyOf.get(item) ?? `词:${item}`) };
}
