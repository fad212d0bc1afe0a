import type { ReactNode } from 'react';
import { useState } from 'react';
import { sentence } from '../../api.ts';
import { saveFile } from '../../download.ts';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { DemandDetail, Page, Unit } from '../../types.ts';
import { Alert, Fold, Say } from '../../ui/index.ts';

/** The terms as sentences. What is not written here may not be asked later, and the page says so. */
export function TermsList({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  const { terms, draft } = demand;
  const source = terms ?? draft;
  const places = usePlaces(source?.audience.under ?? []);
  if (source === null) return null;
  const admitted = demand.termsVersions.find((version) => version.version === terms?.version)?.admittedAt ?? demand.admittedAt;
  const rows: readonly (readonly [string, string])[] = [
    [t.demand.what, whatSays(demand, t)],
    [t.demand.who, `${demand.organ.name}${t.stop}`],
    [t.demand.use, closed(source.purpose, t)],
    [t.demand.basis, closed(source.basis, t)],
    [t.demand.audience, t.demand.audienceSays(source.audience.level, demand.units, places)],
    [t.demand.when, source.deadline === null ? t.ask.notSpecified : t.demand.whenSays(admitted, source.deadline)],
    [t.demand.not, t.demand.notSays],
    [t.demand.later, t.demand.laterSays(source.fields.length)],
  ];
  return (
    <section className="sec">
      <h2>{t.demand.terms}</h2>
      <dl className="terms">
        {rows.map(([name, says]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Say>{says}</Say>
            </dd>
          </div>
        ))}
      </dl>
      <FieldTable demand={demand} />
      {terms?.template !== undefined && <Template id={demand.id} name={terms.template.name} />}
      {terms !== null && admitted !== null && <p className="note gap-s">{t.demand.frozen(admitted)}</p>}
    </section>
  );
}

/** The department's own table, as it came. */
function Template({ id, name }: { id: string; name: string }): ReactNode {
  const t = useText();
  const [problem, setProblem] = useState<string | null>(null);
  const save = (): void => void saveFile(`/api/demands/${id}/template`, name).catch((error: unknown) => setProblem(sentence(error, t)));
  return (
    <p className="gap-s">
      <button className="btn small" type="button" onClick={save}>
        {t.demand.template(name)}
      </button>
      {problem !== null && <Alert>{problem}</Alert>}
    </p>
  );
}

function closed(text: string, t: Messages): string {
  const plain = text.trim();
  return plain === '' ? t.ask.notSpecified : /[。.]$/u.test(plain) ? plain : `${plain}${t.stop}`;
}

function whatSays(demand: DemandDetail, t: Messages): string {
  const fields = demand.terms?.fields ?? demand.draft?.fields ?? [];
  const asks = (demand.terms?.asks ?? []).map((ask) => ask.quote);
  const rosters = (demand.terms?.rosters ?? demand.draft?.rosters ?? [])
    .map(({ columns }) => t.demand.roster(columns.map(({ label }) => label)))
    .join('');
  if (fields.length > 0) return t.demand.whatFields(fields.map((field) => field.label)) + rosters;
  if (rosters !== '') return rosters;
  return asks.length === 0 ? t.demand.whatNone : `${t.list(asks.slice(0, 6))}${t.stop}${t.demand.whatNone}`;
}

/** Names of the places that are addressed; all of the county needs none. */
function usePlaces(under: readonly string[]): readonly string[] {
  const whole = under.length === 0 || under.some((code) => /0{6}$/u.test(code));
  const units = useApi<Page<Unit>>('/api/units?level=township&limit=200', { enabled: !whole });
  if (whole) return [];
  return (units.data?.items ?? []).filter((unit) => under.includes(unit.code)).map((unit) => unit.name);
}

function FieldTable({ demand }: { demand: DemandDetail }): ReactNode {
  const t = useText();
  const fields = demand.terms?.fields ?? demand.draft?.fields ?? [];
  if (fields.length === 0) return null;
  return (
    <Fold summary={t.demand.fields}>
      <ul className="defs">
        {fields.map((field) => (
          <li key={field.key}>
            <b>
              {field.label}
              {field.unit === null ? '' : ` ${field.unit}`}
            </b>
            <span className="soft">
              {field.definition ?? t.desk.draft.fieldTypes[field.type]}
              {field.required ? '' : ` ${t.answer.optional}`}
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
