import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { elementOf, elements } from '../../../engines/forms/index.ts';
import { useText } from '../../strings/index.ts';
import { headingOf, nameOf, type Place } from './places.ts';
import type { Meaning } from './use-meanings.ts';

interface Props {
  readonly place: Place;
  readonly held: Meaning | null;
  readonly mayDecide: boolean;
  /** @param everywhere also under this heading in other templates */
  readonly onDecide: (heading: string, element: string | null, everywhere: boolean) => void;
  readonly onTakeBack: (meaning: Meaning) => void;
}

/** What one column was read as, and the ways to say otherwise: one click each. */
export function PlaceDetail({ place, held, mayDecide, onDecide, onTakeBack }: Props): ReactNode {
  const t = useText();
  const [everywhere, setEverywhere] = useState(false);
  const heading = headingOf(place);
  const decide = (element: string | null): void => onDecide(heading, element, everywhere);
  const others = place.alternatives.filter((other) => other.element !== place.element).slice(0, 4);
  if (place.standing === 'own') return <p className="soft">{t.fill.own}</p>;
  return (
    <div className="place">
      {place.element === null ? <p>{t.fill.open}</p> : <Reading element={place.element} unit={place.unit} />}
      {held !== null && <p className="soft">{t.fill.decidedBy(held.by.title, held.by.name, t.dates.day(held.at))}</p>}
      {place.why.length > 0 && <p className="note">{place.why.join(t.comma)}</p>}
      {mayDecide && (
        <>
          <p className="acts">
            {place.element !== null && place.standing === 'asked' && (
              <button className="btn go" type="button" onClick={() => decide(place.element)}>
                {t.fill.right}
              </button>
            )}
            {others.map((other) => (
              <button className="btn" type="button" key={other.element} onClick={() => decide(other.element)}>
                {nameOf(other.element)}
              </button>
            ))}
            <button className="btn" type="button" onClick={() => decide(null)}>
              {t.fill.none}
            </button>
            {held !== null && (
              <button className="btn bare" type="button" onClick={() => onTakeBack(held)}>
                {t.fill.takeBack}
              </button>
            )}
          </p>
          <Search onChoose={decide} />
          <label className="check">
            <input type="checkbox" checked={everywhere} onChange={(event) => setEverywhere(event.target.checked)} />
            {t.fill.everywhere}
          </label>
        </>
      )}
    </div>
  );
}

function Reading({ element, unit }: { element: string; unit: string | null }): ReactNode {
  const t = useText();
  const known = elementOf(element);
  return (
    <>
      <p className="read">
        {t.fill.readAs(nameOf(element))}
        {unit !== null && unit !== known?.unit && t.fill.inUnit(unit)}
      </p>
      {known !== null && <p className="soft">{known.definition}</p>}
    </>
  );
}

/** The dictionary by a word of its name: 160 entries need no server. */
function Search({ onChoose }: { onChoose: (element: string) => void }): ReactNode {
  const t = useText();
  const id = useId();
  const [word, setWord] = useState('');
  const found =
    word.trim() === ''
      ? []
      : elements.filter(({ zh, definition }) => zh.includes(word.trim()) || definition.includes(word.trim())).slice(0, 6);
  return (
    <div className="field">
      <label htmlFor={id}>{t.fill.search}</label>
      <input className="in" id={id} value={word} onChange={(event) => setWord(event.target.value)} autoComplete="off" />
      {found.length > 0 && (
        <ul className="found">
          {found.map((element) => (
            <li key={element.key}>
              <button
                type="button"
                onClick={() => {
                  setWord('');
                  onChoose(element.key);
                }}
              >
                <b>{element.zh}</b> <span className="soft">{element.definition}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
