import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { ToSay } from './types.ts';
import './conduct.css';

const shown = 3;

/** On Today: who came lately, each one tap away from saying what was done. Gone once it is said, gone after two weeks. */
export function ToSayList(): ReactNode {
  const t = useText();
  const { data } = useApi<ToSay>('/api/conduct/to-say');
  const open = (data?.items ?? []).filter(({ spoken }) => !spoken).slice(0, shown);
  if (open.length === 0) return null;
  return (
    <section className="to-say">
      <h2>{t.conduct.toSay}</h2>
      <p>{t.conduct.toSayLede}</p>
      <ul>
        {open.map((item) => (
          <li key={item.subject}>
            <span>
              <b>{item.organ}</b>
              <br />
              <span className="soft">
                {t.dates.day(item.date)}
                {t.comma}
                {item.name === null ? t.conduct.kinds[item.kind] : t.short(item.name)}
              </span>
            </span>
            <Link className="btn" to="/say/$id" params={{ id: item.subject }}>
              {t.conduct.say}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
