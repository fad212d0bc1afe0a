import type { DragEvent, ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useText } from '../../strings/index.ts';
import type { Verdict } from '../../../engines/tlog/index.ts';
import { Eff } from '../../ui/index.ts';
import type { Checked } from './verify.ts';
import { verifyFile } from './verify.ts';

/** Drop a receipt: it is checked on this machine, and the page says exactly what that shows. */
export function VerifyBox(): ReactNode {
  const t = useText();
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [checked, setChecked] = useState<{ name: string; result: Checked } | null>(null);
  const shown = useRef<HTMLDivElement>(null);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    setBusy(true);
    void verifyFile(file)
      .catch((): Checked => ({ kind: 'unreadable' }))
      .then((result) => {
        setChecked({ name: file.name, result });
        requestAnimationFrame(() => shown.current?.focus());
      })
      .finally(() => setBusy(false));
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div className="verify">
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>{busy ? t.receipts.checking : t.receipts.drop}</p>
        <input
          type="file"
          id="receipt-file"
          accept=".txt,text/plain"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <label className="btn" htmlFor="receipt-file">
          {t.receipts.choose}
        </label>
      </div>
      <div ref={shown} tabIndex={-1} className="verdict" role="status">
        {checked !== null && <Result name={checked.name} result={checked.result} />}
      </div>
      <p className="note">
        <a href="/verify.html">{t.receipts.offline}</a> {t.receipts.offlineSays}
      </p>
    </div>
  );
}

function Result({ name, result }: { name: string; result: Checked }): ReactNode {
  const t = useText();
  if (result.kind === 'no-key') return <p className="warn">{t.receipts.noKey}</p>;
  if (result.kind === 'unreadable') return <p className="warn">{t.receipts.unreadable}</p>;
  const { verdict, otherKey } = result;
  return (
    <>
      <h3>
        <Eff effect={verdict.ok ? 'ok' : 'refuse'}>{verdict.ok ? t.receipts.holds : t.receipts.fails}</Eff>
      </h3>
      <p className="note">{name}</p>
      {otherKey && <p className="warn">{t.receipts.otherKey}</p>}
      {verdict.ok ? <Proven facts={verdict.facts} /> : <Failed verdict={verdict} />}
    </>
  );
}

function Failed({ verdict }: { verdict: Extract<Verdict, { ok: false }> }): ReactNode {
  const t = useText();
  return (
    <>
      <p>{t.receipts.why(verdict.zh, verdict.en)}</p>
      {verdict.where !== null && <p className="note">{verdict.where}</p>}
      <p className="soft">{t.receipts.failsLede}</p>
    </>
  );
}

type Facts = Extract<Verdict, { ok: true }>['facts'];

function Proven({ facts }: { facts: Facts }): ReactNode {
  const t = useText();
  const at = new Date(facts.at).toISOString();
  const unit = facts.unitName ?? facts.unit;
  return (
    <>
      <h4>{t.receipts.proves}</h4>
      <ul className="yes">
        <li>
          {facts.terms === null
            ? t.receipts.provesEntry(unit, t.dates.fullClock(at))
            : t.receipts.provesAnswer(unit, t.dates.fullClock(at), facts.terms.title)}
        </li>
        {facts.terms !== null && <li>{t.receipts.provesTerms(facts.terms.organ, facts.terms.number, facts.terms.version)}</li>}
        {facts.late !== null && facts.terms !== null && (
          <li>{t.receipts.provesTime(facts.late, t.dates.fullClock(new Date(facts.terms.deadline).toISOString()))}</li>
        )}
        <li>{t.receipts.provesPlace(facts.index, facts.origin)}</li>
      </ul>
      {facts.values.length > 0 && (
        <>
          <h4>{t.receipts.shown}</h4>
          <dl className="shown">
            {facts.values.map((value) => (
              <div key={value.key}>
                <dt>{value.label}</dt>
                <dd>
                  {typeof value.value === 'number'
                    ? t.n(value.value)
                    : typeof value.value === 'boolean'
                      ? value.value
                        ? t.answer.yes
                        : t.answer.no
                      : typeof value.value === 'string'
                        ? value.value
                        : t.ask.notSpecified}{' '}
                  {value.unit}
                </dd>
              </div>
            ))}
          </dl>
          {facts.hidden !== null && facts.hidden > 0 && <p className="note">{t.receipts.hidden(facts.hidden)}</p>}
        </>
      )}
      <h4>{t.receipts.notProves}</h4>
      <ul className="no-list">
        <li>{t.receipts.notTrue}</li>
        <li>{t.receipts.notWho}</li>
        <li>{t.receipts.notWitnessed}</li>
      </ul>
    </>
  );
}
