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

/** Findings as comments at their words; what could not be decided stands in the last one. Handed in, because the writer is loaded late. */
export function notesOf({ text, findings }: Pick<CheckedFile, 'text' | 'findings'>, { gatherNotes, mostNotes }: Gathering): Note[] {
  const decided = findings.filter((finding) => !finding.undecided);
  const rest = restOf(
    findings.filter((finding) => finding.undecided),
    decided.length - mostNotes,
  );
  return gatherNotes(
    text,
    decided.slice(0, mostNotes).map((finding) => ({ start: finding.start, end: finding.end, lines: linesOf(finding) })),
    rest,
  );
}

interface Gathering {
  readonly gatherNotes: (text: string, notes: readonly Note[], last: readonly string[]) => Note[];
  readonly mostNotes: number;
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
