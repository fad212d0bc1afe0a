import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText } from '../strings/index.ts';
import { H1 } from '../ui/index.ts';

export function Missing(): ReactNode {
  const t = useText();
  return (
    <div className="col">
      <H1 title={t.missing.title}>{t.missing.title}</H1>
      <p className="lede">{t.missing.lede}</p>
      <p className="acts">
        <Link className="btn" to="/">
          {t.missing.home}
        </Link>
      </p>
    </div>
  );
}

/** Also when a page of an older version is gone from the server: opening again loads the new one. */
export function Broken(): ReactNode {
  const t = useText();
  return (
    <div className="col" role="alert">
      <H1 title={t.missing.broken}>{t.missing.broken}</H1>
      <p className="lede">{t.missing.brokenLede}</p>
      <p className="acts">
        <button className="btn" type="button" onClick={() => location.reload()}>
          {t.missing.reload}
        </button>
      </p>
    </div>
  );
}
