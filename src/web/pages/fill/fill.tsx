import type { DragEvent, ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { sentence } from '../../api.ts';
import { useMe } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Alert, announce, Fold, H1 } from '../../ui/index.ts';
import { countOf, headingOf, placesOf, type Place } from './places.ts';
import { PlaceDetail } from './place.tsx';
import { Sources } from './sources.tsx';
import { SheetView } from './sheet.tsx';
import { useTable, type TableOnHand } from './use-table.ts';
import './fill.css';

/** Can I have this table filled? */
export function FillPage(): ReactNode {
  const t = useText();
  const table = useTable();
  const { understood, error } = table;
  if (understood === null)
    return (
      <div className="page fill">
        <div className="col">
          <H1 title={t.fill.title}>{t.fill.start}</H1>
          <p className="lede">{t.fill.startLede}</p>
          {error !== null && <Alert>{sentence(error, t)}</Alert>}
          <Drop busy={table.busy} onFile={table.open} />
        </div>
      </div>
    );
  return <Understood table={table} />;
}

function Drop({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }): ReactNode {
  const t = useText();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  return (
    <div
      className={over ? 'drop over gap' : 'drop gap'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{busy ? t.fill.reading : t.fill.drop}</p>
      <input
        type="file"
        id="table"
        accept=".xlsx,.xlsm,.docx"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onFile(file);
          event.target.value = '';
        }}
      />
      <label className="btn" htmlFor="table">
        {t.fill.choose}
      </label>
    </div>
  );
}

function Understood({ table }: { table: TableOnHand }): ReactNode {
  const t = useText();
  const { opened, understood, meanings } = table;
  const tables = understood?.understanding.tables;
  const places = useMemo(() => placesOf(tables ?? []), [tables]);
  const count = countOf(places);
  const [on, setOn] = useState<string | null>(null);
  return (
    <div className="page fill">
      <H1 title={t.fill.title}>{places.length === 0 ? t.fill.nothing : `${t.fill.says(count.sure, count.asked, count.open)}${t.stop}`}</H1>
      <p className="lede">{t.fill.lede(opened?.name ?? '')}</p>
      {(table.error ?? meanings.error) !== null && <Alert>{sentence(table.error ?? meanings.error, t)}</Alert>}
      <p className="acts">
        <button className="btn" type="button" onClick={table.close}>
          {t.fill.another}
        </button>
      </p>
      {(tables ?? []).map((one, nth) => {
        const grid = understood?.grids[one.grid];
        const own = places.filter((place) => place.table === nth);
        if (grid === undefined || one.kind === null || own.length === 0) return null;
        return (
          <section className="sec" key={`${one.sheet} ${one.area.top} ${one.area.left}`}>
            <h2>{t.fill.table(one.sheet, t.fill.kinds[one.kind])}</h2>
            <SheetView grid={grid} table={one} places={own} on={on} setOn={setOn} />
            <Asked places={own} on={on} setOn={setOn} table={table} />
          </section>
        );
      })}
      {places.length > 0 && <Sources table={table} places={places} />}
    </div>
  );
}

interface AskedProps {
  readonly places: readonly Place[];
  readonly on: string | null;
  readonly setOn: (id: string | null) => void;
  readonly table: TableOnHand;
}

/** The same as a list: on a phone it is how one goes through the table. What waits for a yes stands first. */
function Asked({ places, on, setOn, table }: AskedProps): ReactNode {
  const t = useText();
  const me = useMe();
  const { meanings, understood } = table;
  const role = me.data?.role;
  const mayDecide = role === 'village' || role === 'township' || role === 'department' || role === 'gatekeeper';
  const fingerprint = understood?.understanding.fingerprint ?? null;
  const one = (place: Place): ReactNode => (
    <li key={place.id} className={place.standing}>
      <button type="button" className="row" aria-expanded={on === place.id} onClick={() => setOn(on === place.id ? null : place.id)}>
        <span className="path">{place.path.join(' › ')}</span>
        <span className="standing">{t.fill.standing[place.standing]}</span>
      </button>
      {on === place.id && (
        <PlaceDetail
          place={place}
          held={meanings.items.find(({ heading }) => heading === headingOf(place)) ?? null}
          mayDecide={mayDecide}
          onDecide={(heading, element, everywhere) =>
            void meanings.decide({ fingerprint: everywhere ? null : fingerprint, heading, element }).then(() => announce(t.fill.decided))
          }
          onTakeBack={(meaning) => void meanings.takeBack(meaning).then(() => announce(t.fill.takenBack))}
        />
      )}
    </li>
  );
  return (
    <div className="asked">
      <h3>{t.fill.list}</h3>
      {order.map((standing) => {
        const own = places.filter((place) => place.standing === standing);
        if (own.length === 0) return null;
        const list = <ul>{own.map(one)}</ul>;
        if (standing === 'asked') return <div key={standing}>{list}</div>;
        return (
          <Fold key={standing} summary={t.fill.many(t.fill.standing[standing], own.length)} open={own.some(({ id }) => id === on)}>
            {list}
          </Fold>
        );
      })}
    </div>
  );
}

/** What waits for a yes stands first and open. */
const order = ['asked', 'sure', 'open', 'own'] as const;
