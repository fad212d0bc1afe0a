import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import { memo, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Judged } from './judge.ts';
import { blockOfHtml, blockOfText, textOfBlock, type Block } from './clipboard.ts';
import { blockIn, boxOf, type Act, type Row, type Spot } from './state.ts';
import { steps } from './keys.ts';
import './grid.css';

export interface GridColumn {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly choices: readonly string[] | null;
}

interface Props {
  readonly label: string;
  /** Heading of the last cell, for those who hear the page. */
  readonly noteLabel: string;
  /** How to go about it by keyboard, for those who hear the page. */
  readonly help: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly Row[];
  readonly act: (doing: Act) => void;
  /** A block that came in, with the place where it was put. */
  readonly receive: (block: Block, at: Spot) => void;
  readonly judge: (key: string, text: string) => Judged;
  /** What to say of a row, in its last cell. */
  readonly note: (row: Row) => string;
  /** Enter below the last row. */
  readonly more: () => void;
  /** Escape: where the hand goes next. */
  readonly leave: () => void;
}

/** Cells like those of a spreadsheet: one of them holds the cursor, a block is pasted where it stands, and the keyboard alone will do. */
export function EntryGrid(props: Props): ReactNode {
  const { label, noteLabel, help, columns, rows, judge, note } = props;
  const id = useId();
  const { cursor, here, span, editing, onKey, onPaste, onCopy, choose, type, commit } = useCursor(props);
  const box = boxOf(span);
  const column = columns[here.column];
  const judged = column === undefined ? null : judge(column.key, cursor);
  return (
    <div className="entry">
      <div className="frame entry-frame" role="region" aria-label={label}>
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the grid pattern of WAI-ARIA, on a table
          role="grid"
          aria-label={label}
          aria-describedby={`${id}-help`}
          aria-rowcount={rows.length + 1}
          onPaste={onPaste}
          onCopy={onCopy}
          onCut={onCopy}
          onKeyDown={onKey}
        >
          <thead>
            <tr>
              <th scope="col" className="n">
                <span className="vh">№</span>
              </th>
              {columns.map(({ key, label: name, hint }) => (
                <th scope="col" key={key} title={hint}>
                  {name}
                </th>
              ))}
              <th scope="col" className="note-cell">
                <span className="vh">{noteLabel}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <Line
                key={row.id}
                row={row}
                nth={at}
                columns={columns}
                judge={judge}
                note={note(row)}
                choose={choose}
                on={at === here.row ? here.column : -1}
                text={at === here.row ? cursor : ''}
                from={at >= box.top && at <= box.bottom ? box.left : -1}
                to={at >= box.top && at <= box.bottom ? box.right : -1}
                type={type}
                commit={commit}
                lists={id}
              />
            ))}
          </tbody>
        </table>
        {columns.map(({ key, choices }) =>
          choices === null ? null : (
            <datalist id={`${id}-${key}`} key={key}>
              {choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </datalist>
          ),
        )}
      </div>
      <p className={judged?.fault == null ? 'cell-note' : 'cell-note bad'} role="status">
        {column === undefined || judged === null ? '' : (judged.fault ?? judged.doubt ?? (editing ? '' : column.hint))}
      </p>
      <p className="vh" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}

interface LineProps {
  readonly row: Row;
  readonly nth: number;
  readonly columns: readonly GridColumn[];
  readonly judge: Props['judge'];
  readonly note: string;
  readonly choose: (at: Spot, extend: boolean) => void;
  /** Column of the cursor, −1 in other rows. */
  readonly on: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly type: (text: string) => void;
  readonly commit: () => void;
  readonly lists: string;
}

const Line = memo(({ row, nth, columns, judge, note, choose, on, text, from, to, type, commit, lists }: LineProps): ReactNode => {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (on < 0 || input.current === null) return;
    input.current.focus();
    input.current.select();
  }, [on]);
  return (
    <tr>
      <th scope="row" className="n">
        {nth + 1}
      </th>
      {columns.map(({ key, label, choices }, at) => {
        const value = row.cells[key] ?? '';
        const { fault, doubt } = judge(key, value);
        const look = [fault === null ? (doubt === null ? '' : 'look') : 'bad', at >= from && at <= to ? 'in' : ''].join(' ').trim();
        return (
          <td
            key={key}
            className={look}
            title={fault ?? doubt ?? undefined}
            aria-invalid={fault !== null}
            aria-selected={at >= from && at <= to}
            onMouseDown={(event) => {
              if (at === on) return;
              event.preventDefault();
              choose({ row: nth, column: at }, event.shiftKey);
            }}
          >
            {at === on ? (
              <input
                ref={input}
                value={text}
                aria-label={`${label} ${nth + 1}`}
                list={choices === null ? undefined : `${lists}-${key}`}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => type(event.target.value)}
                onBlur={commit}
              />
            ) : (
              <span>{value}</span>
            )}
          </td>
        );
      })}
      <td className="note-cell">{note}</td>
    </tr>
  );
});
Line.displayName = 'Line';

interface Cursor {
  /** What stands in the cell with the cursor, also while it is typed. */
  readonly cursor: string;
  readonly here: Spot;
  readonly span: { readonly from: Spot; readonly to: Spot };
  readonly editing: boolean;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
  readonly onCopy: (event: ClipboardEvent) => void;
  readonly choose: (at: Spot, extend: boolean) => void;
  readonly type: (text: string) => void;
  readonly commit: () => void;
}

function useCursor({ columns, rows, act, receive, more, leave }: Props): Cursor {
  const [here, setHere] = useState<Spot>({ row: 0, column: 0 });
  const [anchor, setAnchor] = useState<Spot>(here);
  const [typed, setTyped] = useState<string | null>(null);
  const keys = columns.map(({ key }) => key);
  const held = rows[here.row]?.cells[keys[here.column] ?? ''] ?? '';
  const span = { from: anchor, to: here };
  const commit = (): void => {
    if (typed !== null && typed.trim() !== held) act({ kind: 'put', at: here, text: typed.trim() });
    setTyped(null);
  };
  // The handlers of a line stay the same from one keystroke to the next, so that only the line with the cursor is drawn again.
  const latest = useRef({ commit, here });
  useLayoutEffect(() => {
    latest.current = { commit, here };
  });
  const [stable] = useState(() => ({
    choose: (at: Spot, extend: boolean): void => {
      latest.current.commit();
      setHere(at);
      if (!extend) setAnchor(at);
    },
    type: (text: string): void => setTyped(text),
    commit: (): void => latest.current.commit(),
  }));
  const moveTo = (at: Spot, extend: boolean): void => {
    commit();
    if (at.row >= rows.length) more();
    const to = { row: Math.max(0, at.row), column: Math.min(Math.max(0, at.column), keys.length - 1) };
    setHere(to);
    if (!extend) setAnchor(to);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || !(event.target instanceof HTMLInputElement)) return;
    const step = steps(event, { here, editing: typed !== null, rows: rows.length, columns: keys.length });
    if (step === null) return;
    event.preventDefault();
    if (step.kind === 'move') moveTo(step.to, step.extend);
    else if (step.kind === 'edit') setTyped(held);
    else if (step.kind === 'revert') setTyped(null);
    else if (step.kind === 'leave') leave();
    else if (step.kind === 'all') {
      setAnchor({ row: 0, column: 0 });
      setHere({ row: rows.length - 1, column: keys.length - 1 });
    } else if (step.kind === 'clear') act({ kind: 'clear', span });
    else act({ kind: step.kind });
  };
  const onPaste = (event: ClipboardEvent): void => {
    const html = event.clipboardData.getData('text/html');
    const block = blockOfHtml(html) ?? blockOfText(event.clipboardData.getData('text/plain'));
    // A word pasted into a text that is being typed belongs to the text.
    if (block.length === 0 || (typed !== null && block.length === 1 && block[0]?.length === 1)) return;
    event.preventDefault();
    setTyped(null);
    const { top, left } = boxOf(span);
    receive(block, { row: top, column: left });
  };
  const onCopy = (event: ClipboardEvent): void => {
    if (typed !== null) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', textOfBlock(blockIn(rows, keys, span)));
    if (event.type === 'cut') act({ kind: 'clear', span });
  };
  return { cursor: typed ?? held, here, span, editing: typed !== null, onKey, onPaste, onCopy, ...stable };
}
