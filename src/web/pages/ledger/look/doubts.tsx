import type { ReactNode } from 'react';
import { useApi } from '../../../queries.ts';
import { useText } from '../../../strings/index.ts';
import { Answered } from '../../../ui/index.ts';
import type { RegisterView } from '../types.ts';

interface DoubtsView {
  readonly items: readonly {
    readonly register: string;
    readonly record: string;
    readonly title: string;
    readonly doubts: readonly { readonly message: string }[];
  }[];
  readonly more: boolean;
}

export function Doubts({ registers }: { registers: readonly RegisterView[] }): ReactNode {
  const t = useText();
  const words = t.ledger.look;
  return (
    <section className="sec">
      <h2>{words.doubts}</h2>
      <Answered query={useApi<DoubtsView>('/api/ledger/doubts')}>
        {({ items, more }) =>
          items.length === 0 ? (
            <p className="soft">{words.doubtsNone}</p>
          ) : (
            <>
              <ul className="cases">
                {items.map(({ register, record, title, doubts }) => {
                  const found = registers.find((one) => one.key === register);
                  return (
                    <li key={record}>
                      <b>{title === '' && found !== undefined ? t.ledger.named(found) : title}</b>
                      {doubts.map(({ message }) => (
                        <p key={message}>{message}</p>
                      ))}
                    </li>
                  );
                })}
              </ul>
              {more && <p className="note">{words.more}</p>}
            </>
          )
        }
      </Answered>
    </section>
  );
}
