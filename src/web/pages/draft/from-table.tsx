import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { Field, Roster, TemplateName } from '../../../nouns/demands/terms.ts';
import { api, sentence } from '../../api.ts';
import { useText } from '../../strings/index.ts';
import { understandTable } from '../../tables/index.ts';
import { Alert } from '../../ui/index.ts';
import { dayOfTables, fieldsOfTables, rostersOfTables } from './asked.ts';

/** The department's own table becomes what is asked: nobody types its headings again. */
export function FromTable({
  onFields,
}: {
  onFields: (fields: readonly Field[], template: TemplateName, rosters: readonly Roster[], day: string | null) => void;
}): ReactNode {
  const t = useText();
  const id = useId();
  const [problem, setProblem] = useState<{ text: string; at: number } | null>(null);
  const take = async (file: File): Promise<void> => {
    const { understanding } = await understandTable({
      table: { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name },
      confirmed: [],
    });
    const fields = fieldsOfTables(understanding.tables);
    const rosters = rostersOfTables(understanding.tables);
    if (fields.length + rosters.length === 0) return setProblem({ text: t.desk.draft.tableNothing, at: Date.now() });
    // The terms name the table, so whoever is asked sees it as it came.
    const form = new FormData();
    form.append('file', file);
    const template = await api<TemplateName>('/api/templates', { method: 'POST', form });
    setProblem(null);
    onFields(fields, template, rosters, dayOfTables(understanding.tables));
  };
  return (
    <>
      {problem !== null && <Alert key={problem.at}>{problem.text}</Alert>}
      <input
        className="vh"
        type="file"
        id={id}
        accept=".xlsx,.xlsm,.docx"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) void take(file).catch((error: unknown) => setProblem({ text: sentence(error, t), at: Date.now() }));
        }}
      />
      <label className="btn small" htmlFor={id}>
        {t.desk.draft.tableTake}
      </label>
    </>
  );
}
