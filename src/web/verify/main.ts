import { formatVkey, parseVkeys, textOf, verifyReceipt, type NoteKey, type Verdict } from '../../engines/tlog/index.ts';
import { detailNames, meaning, says, type Said } from '../strings/verify.ts';
import { browserSuite } from './suite.ts';

/** The offline verifier: one file, no network of its own, nothing stored but the keys that a person has compared. */
const kept = 'qingdan.verify.keys';
const byId = <T extends HTMLElement = HTMLElement>(id: string): T => {
  const found = document.querySelector<T>(`#${id}`);
  if (found === null) throw new Error(`no #${id}`);
  return found;
};
const [keyBox, result] = [byId<HTMLTextAreaElement>('key'), byId('result')];
let file: Uint8Array | null = null;
/** The key that the receipt names and nobody has compared yet. */
let offered: string | null = null;

function keysOf(text: string): NoteKey[] | null {
  try {
    return parseVkeys(browserSuite, text);
  } catch {
    return null;
  }
}

function verify(): void {
  if (file === null) return;
  const text = keyBox.value.trim();
  const keys = keysOf(text);
  if (text !== '' && keys === null) return show('fails', says.badKey, null);
  const own = /\nkey ([^\n]+)\n/.exec(textOf(file) ?? '')?.[1] ?? '';
  const verdict = verifyReceipt(browserSuite, file, { keys: keys ?? keysOf(own) ?? [] });
  if (!verdict.ok) return show('fails', says.fails(verdict, verdict.where), null);
  if (keys === null) {
    offered = own;
    byId('offered').textContent = own;
    return show('open', says.open, verdict);
  }
  remember(keys);
  show('holds', says.holds, verdict);
}

function show(state: 'holds' | 'fails' | 'open', said: Said, verdict: (Verdict & { ok: true }) | null): void {
  result.className = state;
  result.hidden = false;
  byId('answer').textContent = said.zh;
  byId('answer-en').textContent = said.en;
  byId('trust').hidden = state !== 'open';
  for (const id of ['meaning', 'words', 'details']) byId(id).hidden = verdict === null;
  if (verdict !== null) {
    const { proven, unproven } = meaning(verdict.facts);
    list('proven', state === 'holds' ? proven : []);
    list('unproven', state === 'holds' ? unproven : [says.signer, ...unproven]);
    byId('words').textContent = (textOf(file ?? new Uint8Array(0)) ?? '').split('\n[qingdan/receipt@v1]\n')[0] ?? '';
    details([
      [detailNames.label, verdict.facts.label],
      [detailNames.id, verdict.facts.id],
      [detailNames.origin, verdict.facts.origin],
      [detailNames.index, `${verdict.facts.index} / ${verdict.facts.size}`],
      [detailNames.key, verdict.key],
    ]);
  }
  result.focus();
}

function list(id: string, items: readonly Said[]): void {
  byId(id).replaceChildren(
    ...items.map(({ zh, en }) => {
      const item = document.createElement('li');
      const english = document.createElement('span');
      english.className = 'en';
      english.lang = 'en';
      english.textContent = en;
      item.append(zh, document.createElement('br'), english);
      return item;
    }),
  );
}

function details(rows: readonly (readonly [string, string])[]): void {
  byId('details').replaceChildren(
    ...rows.flatMap(([name, value]) => {
      const [term, description] = [document.createElement('dt'), document.createElement('dd')];
      term.textContent = name;
      description.textContent = value;
      return [term, description];
    }),
  );
}

// Storage may be refused (a file opened from a memory stick): then the key is pasted again next time.
function remember(keys: readonly NoteKey[]): void {
  try {
    localStorage.setItem(kept, keys.map(formatVkey).join('\n'));
  } catch {
    // Nothing to keep.
  }
}

function recall(): string {
  try {
    return localStorage.getItem(kept) ?? '';
  } catch {
    return '';
  }
}

async function take(chosen: Blob | undefined): Promise<void> {
  if (chosen === undefined) return;
  file = new Uint8Array(await chosen.arrayBuffer());
  verify();
}

async function fetchKey(): Promise<void> {
  try {
    const response = await fetch('/log/vkey');
    if (!response.ok) throw new Error(String(response.status));
    keyBox.value = await response.text();
    verify();
  } catch {
    show('fails', says.noKey, null);
  }
}

keyBox.value = recall();
keyBox.addEventListener('change', verify);
byId<HTMLInputElement>('file').addEventListener('change', ({ target }) => void take((target as HTMLInputElement).files?.[0]));
byId('trust-key').addEventListener('click', () => {
  keyBox.value = offered ?? '';
  verify();
});
if (location.protocol.startsWith('http')) byId('fetch-key').hidden = false;
byId('fetch-key').addEventListener('click', () => void fetchKey());
const drop = byId('drop');
for (const name of ['dragover', 'drop', 'dragleave'] as const) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', name === 'dragover');
    if (name === 'drop') void take(event.dataTransfer?.files[0]);
  });
}
