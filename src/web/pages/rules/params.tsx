import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRulesText, type RulesText } from '../../strings/rules.ts';
import type { Param, Value } from './types.ts';

/** A value as somebody says it: 5工作日, 是, 没有定. */
export function shown(value: Value, unit: string | null, r: RulesText): string {
  if (value === null) return r.params.unset;
  if (typeof value === 'boolean') return value ? r.params.yes : r.params.no;
  return value === '' ? '—' : `${value}${unit === null ? '' : ` ${unit}`}`;
}

export function Params({ params, writes }: { params: readonly Param[]; writes: boolean }): ReactNode {
  const r = useRulesText();
  return (
    <section className="sec">
      <p className="soft">{r.params.lede}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={r.views.params}>
        <table className="t">
          <thead>
            <tr>
              <th scope="col">{r.params.name}</th>
              <th scope="col">{r.params.product}</th>
              <th scope="col">{r.params.local}</th>
              <th scope="col">{r.params.basis}</th>
              {writes && <th scope="col" aria-label={r.params.change} />}
            </tr>
          </thead>
          <tbody>
            {params
              .filter(({ past }) => !past)
              .map((param) => (
                <tr key={param.name} className={param.local === null ? undefined : 'own'}>
                  <th scope="row">
                    {param.rules[0]?.title}
                    <br />
                    <span className="note code">{param.name}</span>
                  </th>
                  <td>
                    {shown(param.value, param.unit, r)}
                    <br />
                    <span className="note">{param.provenance === null ? '' : r.params.from[param.provenance]}</span>
                  </td>
                  <td>
                    {param.local === null ? (
                      <span className="note">{r.params.same}</span>
                    ) : (
                      <b>{shown(param.local.value, param.unit, r)}</b>
                    )}
                  </td>
                  <td>{param.local?.basis ?? ''}</td>
                  {writes && (
                    <td>
                      <Link className="btn small" to="/rules" search={{ view: 'changes', id: 'new', param: param.name }}>
                        {r.params.change}
                      </Link>
                    </td>
                  )}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
