import { Link } from '@tanstack/react-router';
import type { DragEvent, ReactNode } from 'react';
import { useState } from 'react';
import type { DemandKind } from '../../../nouns/demands/terms.ts';
import { sentence } from '../../api.ts';
import { dateValue } from '../../dates.ts';
import { useText } from '../../strings/index.ts';
import type { Checked } from '../../types.ts';
import { Alert, H1 } from '../../ui/index.ts';
import type { Original } from './annotated.ts';
import { check } from './check.ts';
import type { Drafting } from './use-draft.ts';

export type Table = readonly (readonly string[])[];

interface Props {
  readonly drafting: Drafting;
  readonly onTables: (tables: readonly Table[]) => void;
  /** What is worth knowing about how the file was read. */
  readonly onRemarks: (remarks: readonly string[]) => void;
  readonly onOriginal: (original: Original | null) => void;
}

/** Drop a file or paste: the notice is read on this machine. */
export function Intake({ drafting, onTables, onRemarks, onOriginal }: Props): ReactNode {
  const t = useText();
  const { take, busy, problem } = useTaking({ drafting, onTables, onRemarks, onOriginal });
  const [text, setText] = useState('');
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) take(file, '');
  };
  return (
    <div className="col intake">
      <Link className="back" to="/draft">
        {t.shell.draft}
      </Link>
      <H1 title={t.desk.drafts.create}>{t.desk.draft.start}</H1>
      <p className="lede">{t.desk.draft.startLede}</p>
      {problem !== null && <Alert key={problem.at}>{problem.text}</Alert>}
      <div
        className={over ? 'drop over gap' : 'drop gap'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>{busy ? t.desk.draft.checking : t.desk.draft.drop}</p>
        <input
          type="file"
          id="file"
          accept=".docx,.pdf,.zip,.txt,.md,.html,.htm"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file !== undefined) take(file, '');
            event.target.value = '';
          }}
        />
        <label className="btn" htmlFor="file">
          {t.desk.draft.choose}
        </label>
      </div>
      <div className="field gap">
        <label htmlFor="text">{t.desk.draft.paste}</label>
        <textarea
          className="in"
          id="text"
          rows={8}
          placeholder={t.desk.draft.pasteHint}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <p className="acts">
        <button className="btn go" type="button" disabled={busy || text.trim() === ''} onClick={() => take(null, text)}>
          {t.desk.draft.look}
        </button>
      </p>
    </div>
  );
}

interface Said {
  readonly text: string;
  readonly at: number;
}

function useTaking({ drafting, onTables, onRemarks, onOriginal }: Props): {
  take: (file: File | null, text: string) => void;
  busy: boolean;
  problem: Said | null;
} {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Said | null>(null);
  const read = async (file: File | null, text: string): Promise<void> => {
    const bytes = file === null ? null : new Uint8Array(await file.arrayBuffer());
    const today = dateValue(new Date().toISOString());
    const result = await check({ bytes, text, name: file?.name ?? '', metadata: {}, fields: [], level: 'village', today, local: null });
    onTables(result.tables);
    onRemarks(result.remarks);
    onOriginal(file === null || bytes === null ? null : { bytes, name: file.name, text: result.checked.text });
    drafting.change({ ...declared(result.checked), text: result.checked.text, fileName: file?.name ?? null });
  };
  const take = (file: File | null, text: string): void => {
    setBusy(true);
    setProblem(null);
    void read(file, text)
      .catch((error: unknown) => setProblem({ text: sentence(error, t), at: Date.now() }))
      .finally(() => setBusy(false));
  };
  return { take, busy, problem };
}

const kindOf: readonly (readonly [string, DemandKind])[] = [
  ['meeting', 'meeting'],
  ['inspection', 'check'],
  ['reception', 'visit'],
  ['visit', 'visit'],
  ['app', 'app'],
  ['secondment', 'secondment'],
  ['taskforce', 'secondment'],
  ['plaque', 'creation'],
  ['form', 'form'],
  ['ledger', 'form'],
  ['report', 'form'],
  ['campaign', 'campaign'],
  ['relay', 'relay'],
];

/** What the notice itself says goes into the form, so that nobody types it twice. The drafter may change all of it. */
function declared(checked: Checked): { title?: string; kind: DemandKind; deadline?: string } {
  const asks = new Set(checked.reading.asks.map((ask) => ask.kind));
  const kind = kindOf.find(([ask]) => asks.has(ask))?.[1] ?? 'document';
  const title = checked.reading.title?.replaceAll('\n', '').trim() ?? firstLine(checked.text);
  const last = checked.reading.deadlines
    .flatMap((deadline) => (deadline.date === null ? [] : [deadline.date]))
    .sort()
    .at(-1);
  return {
    kind,
    ...(title === undefined || title === '' ? {} : { title }),
    ...(last === undefined || Date.parse(`${last}T18:00:00+08:00`) < Date.now() ? {} : { deadline: `${last}T18:00:00+08:00` }),
  };
}

/** A form without a title in the sense of the rules still has a name at its head. */
function firstLine(text: string): string {
  const line = text
    .split('\n')
    .map((each) => each.replace(/[\s　]+/gu, ''))
    .find((each) => each !== '');
  return line === undefined || line.length > 40 || /[：:。，]/u.test(line) ? '' : line;
}
