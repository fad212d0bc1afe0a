import type { ReactNode } from 'react';
import { useState } from 'react';
import { useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { levels } from './model.ts';
import { addressed, useUnits } from './units.ts';
import type { Drafting } from './use-draft.ts';

/** Who is asked: a level, and everywhere or only below some townships. */
export function AudienceForm({ drafting, county, wrong }: { drafting: Drafting; county: string; wrong: string | null }): ReactNode {
  const t = useText();
  const { audience } = drafting.draft;
  const whole = (useMe().data?.county.code ?? '').padEnd(12, '0');
  const [some, setSome] = useState(audience.under.length > 0 && !audience.under.includes(whole));
  const towns = useUnits('township');
  const units = addressed(audience, useUnits(audience.level));
  const under = (codes: readonly string[]): void => drafting.change({ audience: { ...audience, under: codes } });
  return (
    <fieldset className="plain field span">
      <legend className="label">{t.desk.draft.level}</legend>
      <div className="radio">
        {levels.map((level) => (
          <label className="chk" key={level}>
            <input
              type="radio"
              name="level"
              checked={audience.level === level}
              onChange={() => drafting.change({ audience: { ...audience, level, except: [] } })}
            />
            {t.desk.draft.levels[level]}
          </label>
        ))}
        <label className="chk">
          <input
            type="checkbox"
            checked={some}
            onChange={(event) => {
              setSome(event.target.checked);
              under(event.target.checked ? [] : [whole]);
            }}
          />
          {t.desk.draft.somewhere}
        </label>
      </div>
      {some && (
        <fieldset className="plain places">
          <legend className="vh">{t.desk.draft.places}</legend>
          {towns.map((town) => (
            <label className="chk" key={town.code}>
              <input
                type="checkbox"
                checked={audience.under.includes(town.code)}
                onChange={(event) =>
                  under(event.target.checked ? [...audience.under, town.code] : audience.under.filter((code) => code !== town.code))
                }
              />
              {town.name}
            </label>
          ))}
        </fieldset>
      )}
      <p className={wrong === null ? 'note' : 'warn'} tabIndex={wrong === null ? undefined : -1}>
        {wrong ?? `${some ? '' : `${t.desk.draft.everywhere(county)}${t.comma}`}${t.desk.draft.unitsSays(units)}`}
      </p>
    </fieldset>
  );
}
