import type { CheckedFile, Confidence, Finding } from '../engines/rulebook/index.ts';
import type { Note } from '../platform/office/index.ts';

export const effects = { refuse: '■ 不能', justify: '◇ 要说明', advise: '○ 建议' } as const;

/** How sure we are of the rule's words, as a reader needs to know it. */
const confidences: Readonly<Record<Confidence, string>> = {
  C: '据公开的正式文本',
  S: '据转载或报道',
  I: '由条文推出',
  R: '凭记忆写下，待核对',
  project: '轻担自己的规则，不是法规',
};

/** More comments than this nobody reads, and Word opens no more with ease. */
const most = 500;

/** Findings as comments at their words: one comment a place, whatever number of rules it breaks; what could not be decided stands in the last one. */
export function notesOf({ text, findings }: Pick<CheckedFile, 'text' | 'findings'>): Note[] {
  const places = new Map<string, { start: number; end: number; lines: string[] }>();
  const decided = findings.filter((finding) => !finding.undecided);
  for (const finding of decided.slice(0, most)) {
    const key = `${finding.start} ${finding.end}`;
    const place = places.get(key);
    if (place === undefined) places.set(key, { start: finding.start, end: finding.end, lines: linesOf(finding) });
    else place.lines.push('', ...linesOf(finding));
  }
  const notes: Note[] = [...places.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  const rest = restOf(
    findings.filter((finding) => finding.undecided),
    decided.length - most,
  );
  const end = text.trimEnd().length;
  return rest.length === 0 || end === 0 ? notes : [...notes, { start: end - 1, end, lines: rest }];
}

function linesOf({ effect, message, article, source, confidence, mend, rule }: Finding): string[] {
  return [
    `${effects[effect]}：${message}`,
    `依据：${/^\d+$/u.test(article) ? `第${article}条` : article} ${source}（${confidences[confidence]}）${rule}`,
    ...(mend === null ? [] : [`改法：${mend}`]),
  ];
}

function restOf(undecided: readonly Finding[], left: number): string[] {
  return [
    ...(left > 0 ? [`还有${left}处没有写成批注，先改前面的。`] : []),
    ...(undecided.length > 0
      ? [`还有${undecided.length}条要看登记才知道：`, ...undecided.map(({ message, rule }) => `${message}（${rule}）`)]
      : []),
  ];
}
