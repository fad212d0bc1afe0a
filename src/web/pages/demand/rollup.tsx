import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Field } from '../../../nouns/demands/terms.ts';
import { sentence } from '../../api.ts';
import { clock } from '../../dates.ts';
import { saveFile } from '../../download.ts';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { Rollup, RollupRow } from '../../types.ts';
import { Alert, Fold, Say } from '../../ui/index.ts';

/** How far the answers have come. Places stand in the order of their codes, never by result. */
interface Props {
  readonly id: string;
  readonly fields: readonly Field[];
  readonly open: boolean;
  /** Name of the department's table, where the terms name one. */
  readonly template: string | null;
  /** The terms name rosters, and this reader may take them. */
  readonly rosters: boolean;
}

export function RollupView({ id, fields, open, template, rosters }: Props): ReactNode {
  const t = useText();
  const rollup = useApi<Rollup>(`/api/rollup/${id}?by=township`, { refetchInterval: open ? 5_000 : false });
  const data = rollup.data;
  if (data === undefined) return null;
  const summed = fields.filter((field) => field.type === 'integer' || field.type === 'decimal');
  return (
    <section className="sec">
      <h2>{t.demand.rollup}</h2>
      <p className="soft">
        <Say>{t.demand.rollupSum(data.total.asked, data.total.answered)}</Say>
      </p>
      <div className="map" role="list" aria-label={t.demand.rollupTable}>
        {data.rows.map((row) => (
          <div
            className="tl"
            role="listitem"
            key={row.unit}
            style={{ '--p': `${row.asked === 0 ? 0 : (100 * row.answered) / row.asked}%` } as React.CSSProperties}
          >
            <b>{row.name}</b>
            <span>{progress(row, t)}</span>
          </div>
        ))}
      </div>
      {summed.length > 0 && (
        <div className="miss">
          <Fold summary={t.demand.sums} open>
            <SumTable data={data} fields={summed} />
          </Fold>
        </div>
      )}
      {data.missing.length > 0 && (
        <div className="miss">
          <Fold summary={t.demand.missing(data.total.asked - data.total.answered)}>
            <p className="names">{t.list(data.missing.map((unit) => unit.name))}</p>
            {data.missing.length < data.total.asked - data.total.answered && (
              <p className="note">{t.demand.missingMore(data.missing.length)}</p>
            )}
          </Fold>
        </div>
      )}
      {template !== null && fields.some((field) => field.place !== undefined) && <Filled id={id} fields={fields} template={template} />}
      {rosters && <Taken id={id} />}
      {open && <p className="note gap-s">{t.demand.live(clock(rollup.dataUpdatedAt))}</p>}
    </section>
  );
}

/** The table that the department sent, with what came back in it. */
function Filled({ id, fields, template }: Pick<Props, 'id' | 'fields'> & { template: string }): ReactNode {
  const t = useText();
  const [problem, setProblem] = useState<string | null>(null);
  const each = fields.some((field) => /\d$/u.test(field.place ?? ''));
  const name = each ? template.replace(/\.\w+$/u, '.zip') : template.replace(/\.xls$/iu, '.xlsx');
  const save = (): void =>
    void saveFile(`/api/demands/${id}/filled`, `${t.demand.filledName}${name}`).catch((error: unknown) => setProblem(sentence(error, t)));
  return (
    <div className="gap-s">
      <button className="btn" type="button" onClick={save}>
        {t.demand.filled}
      </button>
      <p className="note">{each ? t.demand.filledEach : t.demand.filledOne}</p>
      {problem !== null && <Alert>{problem}</Alert>}
    </div>
  );
}

function Taken({ id }: Pick<Props, 'id'>): ReactNode {
  const t = useText();
  const [problem, setProblem] = useState<string | null>(null);
  const save = (): void =>
    void saveFile(`/api/demands/${id}/rosters`, `${t.demand.rosterTake}.zip`).catch((error: unknown) => setProblem(sentence(error, t)));
  return (
    <div className="gap-s">
      <button className="btn" type="button" onClick={save}>
        {t.demand.rosterTake}
      </button>
      <p className="note">{t.demand.rosterNote}</p>
      {problem !== null && <Alert>{problem}</Alert>}
    </div>
  );
}

function progress(row: RollupRow, t: Messages): string {
  if (row.answered >= row.asked) return t.demand.all;
  return row.answered === 0 ? t.demand.noneYet : t.demand.left(row.asked - row.answered);
}

function SumTable({ data, fields }: { data: Rollup; fields: readonly Field[] }): ReactNode {
  const t = useText();
  const cell = (row: Pick<RollupRow, 'fields' | 'answered'>, key: string): string => {
    const counts = row.fields[key];
    if (counts?.sum == null || row.answered === 0) return '';
    const absent = t.demand.absent(counts.notApplicable ?? 0, counts.unknown ?? 0);
    // Where nobody gave a number, nought would be a wrong one.
    return counts.count === 0 ? absent : `${t.n(counts.sum)}${absent === '' ? '' : `${t.comma}${absent}`}`;
  };
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t.demand.rollupTable}>
      <table className="t">
        <thead>
          <tr>
            <th scope="col">{t.demand.unit}</th>
            <th scope="col" className="r">
              {t.demand.progress}
            </th>
            {fields.map((field) => (
              <th scope="col" className="r" key={field.key}>
                {t.demand.sum(field.label, field.unit)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.unit}>
              <th scope="row">{row.name}</th>
              <td className="r">
                {t.n(row.answered)}/{t.n(row.asked)}
              </td>
              {fields.map((field) => (
                <td className="r" key={field.key}>
                  {cell(row, field.key)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.demand.total}</th>
            <td className="r">
              {t.n(data.total.answered)}/{t.n(data.total.asked)}
            </td>
            {fields.map((field) => (
              <td className="r" key={field.key}>
                {cell(data.total, field.key)}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
