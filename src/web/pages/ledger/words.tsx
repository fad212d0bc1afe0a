import type { FormEvent, ReactNode } from 'react';
import { useDeferredValue, useId, useState } from 'react';
import { api, sentence } from '../../api.ts';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Alert, Answered } from '../../ui/index.ts';

interface ElementView {
  readonly key: string;
  readonly zh: string;
  readonly unit: string | null;
  readonly definition: string;
}

interface OneView {
  readonly element: ElementView;
  readonly definitions: readonly {
    readonly organ: { readonly id: string; readonly name: string };
    readonly definition: string;
    readonly basis: string;
    readonly by: string;
    readonly at: string;
  }[];
}

const most = 40;

/** One word, two departments: what each means by it stands side by side, for both and for whoever is asked. */
export function Words({ defines }: { defines: boolean }): ReactNode {
  const t = useText();
  const words = t.ledger.words;
  const id = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState<string | null>(null);
  const q = useDeferredValue(text.trim());
  return (
    <Answered query={useApi<{ items: readonly ElementView[]; differing: readonly string[] }>('/api/elements')}>
      {({ items, differing }) => {
        const found = items
          .filter(({ key, zh }) => (q === '' ? differing.includes(key) : zh.includes(q) || key.includes(q)))
          .slice(0, most);
        return (
          <>
            <p className="lede">{words.lede}</p>
            <div className="field find-one">
              <label htmlFor={id}>{t.ledger.search}</label>
              <input
                className="in"
                id={id}
                type="search"
                placeholder={words.hint}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            </div>
            <h2 className="gap">{q === '' ? words.differing(differing.length) : words.found(found.length)}</h2>
            <ul className="cases">
              {found.map(({ key, zh }) => (
                <li key={key}>
                  <button
                    className="btn bare"
                    type="button"
                    aria-expanded={open === key}
                    onClick={() => setOpen(open === key ? null : key)}
                  >
                    {zh}
                  </button>
                  {open === key && <One elementKey={key} defines={defines} />}
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Answered>
  );
}

function One({ elementKey, defines }: { elementKey: string; defines: boolean }): ReactNode {
  const t = useText();
  const words = t.ledger.words;
  const query = useApi<OneView>(`/api/elements/${elementKey}`);
  return (
    <Answered query={query}>
      {({ element, definitions }) => (
        <>
          <dl className="besides">
            <div>
              <dt>{words.dictionary}</dt>
              <dd>{element.definition}</dd>
            </div>
            {definitions.map(({ organ, definition, basis, by, at }) => (
              <div key={organ.id}>
                <dt>{organ.name}</dt>
                <dd>{definition}</dd>
                <dd className="note">
                  {basis === '' ? '' : `${basis}${t.comma}`}
                  {by}
                  {t.comma}
                  {t.dates.full(at)}
                </dd>
              </div>
            ))}
          </dl>
          {defines && <Define elementKey={elementKey} done={() => void query.refetch()} />}
        </>
      )}
    </Answered>
  );
}

function Define({ elementKey, done }: { elementKey: string; done: () => void }): ReactNode {
  const t = useText();
  const words = t.ledger.words;
  const id = useId();
  const [definition, setDefinition] = useState('');
  const [basis, setBasis] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    void api(`/api/elements/${elementKey}/definitions`, { method: 'POST', json: { definition: definition.trim(), basis: basis.trim() } })
      .then(() => (setDefinition(''), setBasis(''), setProblem(null), done()))
      .catch((error: unknown) => setProblem(sentence(error, t)));
  };
  return (
    <form className="change" onSubmit={send}>
      <div className="field">
        <label htmlFor={`${id}d`}>{words.ours}</label>
        <input className="in" id={`${id}d`} value={definition} maxLength={1000} onChange={(event) => setDefinition(event.target.value)} />
      </div>
      <div className="field">
        <label htmlFor={`${id}b`}>{words.basis}</label>
        <input className="in" id={`${id}b`} value={basis} maxLength={500} onChange={(event) => setBasis(event.target.value)} />
      </div>
      {problem !== null && <Alert>{problem}</Alert>}
      <button className="btn small" type="submit" disabled={definition.trim() === ''}>
        {t.ledger.save}
      </button>
    </form>
  );
}
