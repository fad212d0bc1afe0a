import type { ReactNode } from 'react';
import { Fragment, useMemo, useState } from 'react';
import { useText } from '../../strings/index.ts';
import type { Effect, Finding } from '../../types.ts';
import type { Drafting } from './use-draft.ts';

interface Props {
  readonly drafting: Drafting;
  readonly findings: readonly Finding[];
  readonly title: string | null;
  readonly on: number | null;
  readonly setOn: (number: number | null) => void;
}

/** The notice itself, with its marks; or its plain text, to be written in. */
export function Paper({ drafting, findings, title, on, setOn }: Props): ReactNode {
  const t = useText();
  const [writing, setWriting] = useState(false);
  const { text } = drafting.draft;
  return (
    <div className="sheet">
      <div className="doc" role="region" tabIndex={0} aria-label={t.desk.draft.document}>
        {writing ? (
          <textarea
            className="whole"
            aria-label={t.desk.draft.editText}
            rows={Math.max(20, text.split('\n').length + 4)}
            value={text}
            onChange={(event) => drafting.change({ text: event.target.value })}
          />
        ) : (
          <Marked text={text} findings={findings} title={title} on={on} setOn={setOn} />
        )}
      </div>
      <p className="acts noprint">
        <button className="btn small" type="button" aria-pressed={writing} onClick={() => setWriting(!writing)}>
          {writing ? t.desk.draft.readText : t.desk.draft.editText}
        </button>
        <button className="btn small bare" type="button" onClick={() => drafting.change({ text: '', fileName: null })}>
          {t.desk.draft.otherFile}
        </button>
      </p>
    </div>
  );
}

interface Place {
  readonly number: number;
  readonly effect: Effect;
  readonly start: number;
  readonly end: number;
}

const weight: Readonly<Record<Effect, number>> = { refuse: 3, justify: 2, advise: 1 };

/** Only places that stand in the text as it is now: while it is being typed, older findings wait. */
export function placesOf(findings: readonly Finding[], text: string): readonly Place[] {
  return findings
    .filter((finding) => !finding.undecided)
    .map((finding, at) => ({ number: at + 1, effect: finding.effect, start: finding.start, end: finding.end, quote: finding.quote }))
    .filter(
      (place) =>
        place.end > place.start && text.slice(place.start, place.end) === place.quote && place.end - place.start < text.length * 0.9,
    );
}

function Marked({ text, findings, title, on, setOn }: Omit<Props, 'drafting'> & { text: string }): ReactNode {
  const places = useMemo(() => placesOf(findings, text), [findings, text]);
  const lines = useMemo(() => linesOf(text), [text]);
  return lines.map(({ line, start }, at) => (
    <p className={signs(line, lines[at + 1]?.line) ? 'sg' : styleOf(line, title) + (line.startsWith('\u3000') ? ' own' : '')} key={start}>
      <Line text={line} start={start} places={places} on={on} setOn={setOn} />
    </p>
  ));
}

interface TextLine {
  readonly line: string;
  readonly start: number;
}

function linesOf(text: string): readonly TextLine[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const one = { line, start };
    start += line.length + 1;
    return one;
  });
}

const day = /^\d{4}年\d{1,2}月\d{1,2}日$/u;

/** The organ's name stands alone above the date. */
function signs(line: string, next: string | undefined): boolean {
  const plain = line.trim();
  return plain !== '' && plain.length <= 30 && !/[。；：，]/u.test(plain) && next !== undefined && day.test(next.trim());
}

/** GB/T 9704 by eye: the title in the middle, headings in their face, the signature at the right. */
function styleOf(line: string, title: string | null): string {
  const plain = line.trim();
  if (title !== null && plain !== '' && title.replaceAll('\n', '').includes(plain) && plain.length > 4) return 'ttl';
  if (/^.{0,30}关于.{2,80}的(通知|函|意见|方案|报告|通报|请示)$/u.test(plain)) return 'ttl';
  if (line.includes('\t')) return 'row';
  if (/^.{0,14}〔\d{4}〕.{0,8}号$/u.test(plain)) return 'nr';
  if (/^[一二三四五六七八九十]+、/u.test(plain) && plain.length < 30) return 'hd';
  if (day.test(plain)) return 'sg';
  if (/[：:]$/u.test(plain) && plain.length < 60) return 'to';
  return 'i';
}

function Line({
  text,
  start,
  places,
  on,
  setOn,
}: {
  text: string;
  start: number;
  places: readonly Place[];
  on: number | null;
  setOn: (number: number) => void;
}): ReactNode {
  const end = start + text.length;
  const here = places.filter((place) => place.start < end && place.end > start);
  if (here.length === 0) return text;
  const cuts = [...new Set([start, end, ...here.flatMap((place) => [Math.max(start, place.start), Math.min(end, place.end)])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1] ?? end;
    const over = here.filter((place) => place.start <= from && place.end >= to);
    const piece = text.slice(from - start, to - start);
    const strongest = [...over].sort((a, b) => weight[b.effect] - weight[a.effect])[0];
    if (strongest === undefined) return <Fragment key={from}>{piece}</Fragment>;
    return (
      <mark className={over.some((place) => place.number === on) ? `${strongest.effect} on` : strongest.effect} key={from}>
        {piece}
        {over
          .filter((place) => place.end === to)
          .map((place) => (
            <Number place={place} setOn={setOn} key={place.number} />
          ))}
      </mark>
    );
  });
}

function Number({ place, setOn }: { place: Place; setOn: (number: number) => void }): ReactNode {
  const t = useText();
  return (
    <button
      className={`no ${place.effect}`}
      type="button"
      id={`mark-${place.number}`}
      aria-label={t.desk.draft.jumpFinding(place.number)}
      onClick={() => {
        setOn(place.number);
        document.getElementById(`finding-${place.number}`)?.scrollIntoView({ block: 'nearest' });
        document.getElementById(`finding-${place.number}`)?.focus({ preventScroll: true });
      }}
    >
      {place.number}
    </button>
  );
}
