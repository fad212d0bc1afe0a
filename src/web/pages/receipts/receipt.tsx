import { Link, useParams } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, sentence } from '../../api.ts';
import { saveReceipt } from '../../download.ts';
import { useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { Me, ReceiptStatus } from '../../types.ts';
import { Alert, Answered, H1, organName, Qr } from '../../ui/index.ts';
import './receipt.css';

/** The paper itself, as it is shown to whoever comes, and as it is printed. */
export function ReceiptPage(): ReactNode {
  const { id } = useParams({ from: '/receipts/$id' });
  const path = `/api/receipts/${id}/status`;
  const status = useQuery({
    queryKey: [path],
    queryFn: () => api<ReceiptStatus>(path),
    refetchInterval: (query) => (query.state.data?.index == null ? 1_500 : false),
  });
  return (
    <Answered query={useMe()}>{(me) => <Answered query={status}>{(receipt) => <Body receipt={receipt} me={me} />}</Answered>}</Answered>
  );
}

function Body({ receipt, me }: { receipt: ReceiptStatus; me: Me }): ReactNode {
  const t = useText();
  const unit = unitName(receipt, me, t.join);
  return (
    <div className="page receipt">
      <Bar receipt={receipt} />
      <Sheet receipt={receipt} unit={unit} county={me.county.name} />
      <aside className="side">
        <section>
          <h2>{t.receipts.proves}</h2>
          <ul className="yes">
            {t.receipt.proves(unit, receipt.fields).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
        <section>
          <h2>{t.receipts.notProves}</h2>
          <ul className="no-list">
            <li>{t.receipts.notTrue}</li>
            <li>{t.receipts.notWho}</li>
            {!receipt.witnessed && <li>{t.receipts.notWitnessed}</li>}
          </ul>
        </section>
        <section>
          <h2>{t.receipt.self}</h2>
          <p className="soft">{t.receipt.selfSays}</p>
          <p className="acts">
            <a className="btn" href="/verify.html">
              {t.receipt.openVerify}
            </a>
          </p>
        </section>
      </aside>
    </div>
  );
}

/** A village is told with its township in front: 青石镇柳湾村. */
function unitName(receipt: ReceiptStatus, me: Me, join: (names: readonly string[]) => string): string {
  return receipt.unit.code === me.place.code ? join(me.place.path.slice(1)) || receipt.unit.name : receipt.unit.name;
}

function Bar({ receipt }: { receipt: ReceiptStatus }): ReactNode {
  const t = useText();
  const [problem, setProblem] = useState<{ text: string; at: number } | null>(null);
  return (
    <div className="bar0">
      <div>
        <Link className="back" to="/receipts">
          {t.shell.receipts}
        </Link>
        <H1 title={receipt.demand.title}>{t.receipt.title}</H1>
        <p>{t.receipt.lede}</p>
        {problem !== null && <Alert key={problem.at}>{problem.text}</Alert>}
      </div>
      <button className="btn go" type="button" onClick={() => print()}>
        {t.receipt.print}
      </button>
      <button
        className="btn"
        type="button"
        onClick={() =>
          void saveReceipt(receipt.id, receipt.label).catch((error: unknown) => setProblem({ text: sentence(error, t), at: Date.now() }))
        }
      >
        {t.receipt.save}
      </button>
    </div>
  );
}

function Sheet({ receipt, unit, county }: { receipt: ReceiptStatus; unit: string; county: string }): ReactNode {
  const t = useText();
  const { demand } = receipt;
  const rows: readonly (readonly [string, string])[] = [
    [t.receipt.organ, organName(demand.organ)],
    [t.receipt.number, demand.number],
    [t.receipt.asked, t.receipt.askedSays(receipt.fields)],
    [t.receipt.deadline, `${t.dates.fullClock(demand.deadline)}${receipt.late ? `${t.comma}${t.receipt.late}` : ''}`],
    [
      t.receipt.entered,
      receipt.index === null ? t.receipts.waiting : `${t.dates.fullClock(receipt.at)}${t.comma}${t.receipts.index(receipt.index)}`,
    ],
    [t.receipt.witness, receipt.witnessed ? t.answer.witnessed : t.receipt.witnessNot],
  ];
  return (
    <article className="a4" aria-label={t.receipt.heading}>
      <p className="from">{t.receipt.platform(county)}</p>
      <p className="nr">
        {t.receipt.label}
        {t.wide}
        {receipt.label}
      </p>
      <hr />
      <h2 className="ttl">{t.receipt.heading}</h2>
      <p className="i">{t.receipt.says(unit, receipt.at, demand.title, receipt.index !== null)}</p>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="i">{t.receipt.rule}</p>
      <div className="ends">
        <Qr text={`${location.origin}/log/receipt/${receipt.id}`} label={t.receipt.qr} />
        <p className="sg">
          {unit}
          <br />
          {t.dates.full(receipt.at)}
        </p>
      </div>
      <p className="foot">{t.receipt.foot}</p>
    </article>
  );
}
