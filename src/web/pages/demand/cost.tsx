import type { ReactNode } from 'react';
import { useText } from '../../strings/index.ts';
import type { DemandDetail } from '../../types.ts';
import { Say } from '../../ui/index.ts';

/** Every line of the estimate says how it was reckoned: an hour that nobody can check weighs nothing. */
export function CostTable({ demand }: { demand: Pick<DemandDetail, 'cost' | 'units'> }): ReactNode {
  const t = useText();
  const { cost, units } = demand;
  if (cost === null) return null;
  const hours = (minutes: number): string => t.n(Math.round((minutes * units) / 60));
  const span = hours(cost.low) === hours(cost.high) ? hours(cost.high) : `${hours(cost.low)}–${hours(cost.high)}`;
  return (
    <section className="sec">
      <h2>{t.demand.cost}</h2>
      <p className="soft">
        <Say>{t.demand.costSum(t.about(cost), units, span)}</Say>
      </p>
      {cost.lines.length > 0 && (
        <div className="scroll gap" tabIndex={0} role="region" aria-label={t.demand.cost}>
          <table className="t">
            <thead>
              <tr>
                <th scope="col">{t.demand.costWhy}</th>
                <th scope="col" className="r">
                  {t.demand.costMinutes}
                </th>
              </tr>
            </thead>
            <tbody>
              {cost.lines.map((line, at) => (
                <tr key={at}>
                  <td>{line.why}</td>
                  <td className="r">
                    {line.low !== undefined && line.high !== undefined && Math.round(line.low) !== Math.round(line.high)
                      ? `${t.n(Math.round(line.low))}–${t.n(Math.round(line.high))}`
                      : t.n(line.minutes)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
