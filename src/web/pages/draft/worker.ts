import '../../compat.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { Problem } from '../../../problem.ts';
import { cost } from '../../../engines/costing/index.ts';
import { read } from '../../../engines/reading/index.ts';
import { check, compiledRulebooks, longestNotice, type CompiledRulebooks } from '../../../engines/rulebook/index.ts';
import { readPaper, tooLong } from '../../../platform/office/read/index.ts';
import type { Ask, LocalRules, Reply, Result } from './messages.ts';
import { loadPdf } from './pdf.ts';

/** Reads and checks beside the page, so that typing never waits. The notice does not leave this machine before it is sent. */
const here = self as unknown as {
  addEventListener(kind: 'message', listener: (event: { data: Ask }) => void): void;
  postMessage(reply: Reply): void;
};

here.addEventListener('message', ({ data }) => {
  void answer(data)
    .then((result) => here.postMessage({ id: data.id, ok: true, result }))
    .catch((error: unknown) => {
      const problem = error instanceof Problem ? error : null;
      here.postMessage({ id: data.id, ok: false, slug: problem?.slug ?? '', detail: problem?.message ?? '' });
    });
});

async function answer(ask: Ask): Promise<Result> {
  const file = ask.bytes === null ? null : await readPaper(ask.bytes, ask.name, loadPdf);
  const text = file?.text ?? ask.text;
  if (text.length > longestNotice) throw new Problem('file.too-large', { detail: tooLong(text.length, longestNotice) });
  const checked = check(text, {
    file: ask.name,
    metadata: ask.metadata,
    today: ask.today,
    params: ask.local?.params ?? {},
    sets: setsOf(ask.local),
  });
  const minutes = cost({ reading: read(text, { sentAt: ask.today }), fields: ask.fields, level: ask.level, from: ask.today });
  const digests = { text: digest(text), rules: ask.local?.digest ?? (rules ??= digest(JSON.stringify(compiledRulebooks))) };
  return {
    checked: { ...checked, cost: minutes, digests },
    tables: file?.tables.map((table) => table.rows) ?? [],
    remarks: file?.remarks ?? [],
  };
}

/** Once for all notices; the same digest as the server keeps with a decision. */
let rules: string | null = null;

function digest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

let beside: { readonly digest: string; readonly set: CompiledRulebooks } | null = null;

/** The law, and beside it the place's own rules; one object as long as they stay the same, because rules are compiled by it. */
function setsOf(local: LocalRules | null): readonly CompiledRulebooks[] {
  if (local === null || local.rulebooks.length === 0) return [compiledRulebooks];
  if (beside?.digest !== local.digest) beside = { digest: local.digest, set: { ...compiledRulebooks, rulebooks: local.rulebooks } };
  return [compiledRulebooks, beside.set];
}
