import type { ReactNode } from 'react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { useText } from '../strings/index.ts';
import type { Effect, OrganRef } from '../types.ts';
import { takeFocus } from './announce.ts';

/** The sentence that answers the page's question. It takes the focus after a navigation, so that a screen reader starts there. */
export function H1({ children, title }: { children: ReactNode; title?: string }): ReactNode {
  const ref = useRef<HTMLHeadingElement>(null);
  const t = useText();
  useEffect(() => {
    document.title = title === undefined ? t.shell.brand : t.shell.titled(title);
  }, [title, t]);
  useEffect(() => {
    if (takeFocus()) ref.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={ref} tabIndex={-1}>
      {children}
    </h1>
  );
}

const unbroken =
  /(约?[\d,.–−]+(?:分钟|分钟到[\d,.]+小时|小时|个数?|件|处|天|条|户|人)[。，]?|\d+年\d+月\d+日|\d+月\d+日(?:（周.）)?(?:\d+:\d+)?前?|\p{Script=Han}*〔\d+〕\d+号?|about [\d,.–]+ (?:minutes?|hours?)[.,]?)/u;

/** What came of an act: the focus goes to it. */
export function Report({ children }: { children: ReactNode }): ReactNode {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeFocus()) ref.current?.focus();
  }, []);
  return (
    <h2 ref={ref} tabIndex={-1} className="report">
      {children}
    </h2>
  );
}

/** Keeps 约21分钟, 11月25日 and 〔2026〕417 on one line. */
export function Say({ children }: { children: string }): ReactNode {
  return children.split(unbroken).map((piece, at) =>
    at % 2 === 1 ? (
      <span className="nb" key={at}>
        {piece}
      </span>
    ) : (
      <Fragment key={at}>{piece}</Fragment>
    ),
  );
}

export function Eff({ effect, children }: { effect: Effect | 'ok'; children: ReactNode }): ReactNode {
  return <span className={`eff ${effect}`}>{children}</span>;
}

/** One tick a value: filled green = just given, hollow = still to give. Missing is not a fault. */
export function Ticks({ done, left, label }: { done: number; left: number; label: string }): ReactNode {
  if (done + left === 0) return null;
  if (done + left > 24)
    return (
      <div className="bar given" role="img" aria-label={label}>
        <i style={{ width: `${(100 * done) / (done + left)}%` }} />
      </div>
    );
  return (
    <div className="ticks" role="img" aria-label={label}>
      {Array.from({ length: done + left }, (_, at) => (
        <i className={at < done ? 'g' : 'm'} key={at} />
      ))}
    </div>
  );
}

export function organName(organ: OrganRef): string {
  return typeof organ === 'string' ? organ : organ.name;
}

/** A problem, said where it happened. Focus moves to it, so that it is read out and the next key acts on it. */
export function Alert({ children, role = 'justify' }: { children: ReactNode; role?: Effect }): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div className={`alert ${role}`} role="alert" tabIndex={-1} ref={ref}>
      {children}
    </div>
  );
}

interface FoldProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  /** What is inside is made when it is first opened: many forms on one page would cost a phone its patience. */
  readonly late?: boolean;
}

export function Fold({ summary, children, open, late = false }: FoldProps): ReactNode {
  const [seen, setSeen] = useState(!late);
  return (
    <details
      className="fold"
      open={open}
      onToggle={late ? ({ currentTarget }) => setSeen((before) => before || currentTarget.open) : undefined}
    >
      <summary>{summary}</summary>
      {seen && children}
    </details>
  );
}
