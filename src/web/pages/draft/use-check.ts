import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../nouns/demands/demand.ts';
import { dateValue } from '../../dates.ts';
import { useText } from '../../strings/index.ts';
import type { Checked, Me } from '../../types.ts';
import { announce } from '../../ui/index.ts';
import { useApi } from '../../queries.ts';
import { check } from './check.ts';
import type { LocalRules } from './messages.ts';
import { counted, inOrder } from './model.ts';

const pause = 350;

/** Looks again a moment after the last change; the last answer stands until the next one is there. */
export function useCheck(draft: Draft, organ: Me['organ']): { checked: Checked | null; busy: boolean } {
  const t = useText();
  const [checked, setChecked] = useState<Checked | null>(null);
  const { data: local = null } = useApi<LocalRules>('/api/rules/local');
  const turn = useRef(0);
  const { text, fields, kind, metadata } = draft;
  const { level } = draft.audience;
  useEffect(() => {
    if (text.trim() === '') return undefined;
    turn.current += 1;
    const mine = turn.current;
    const timer = setTimeout(() => {
      const today = dateValue(new Date().toISOString());
      void check({
        bytes: null,
        text,
        name: '',
        // The same as the server adds from its register, so that both see the same findings.
        metadata: {
          ...metadata,
          kind,
          addresseeLevels: [level],
          ...(organ === null ? {} : { issuer: organ.name, issuerKind: organ.kind, issuerLevel: organ.level }),
        },
        fields,
        level,
        today,
        local,
      })
        .then((result) => {
          if (mine !== turn.current) return;
          setChecked({ ...result.checked, findings: inOrder(result.checked.findings) });
          announce(
            t.desk.draft.checked(
              counted(result.checked.findings, 'refuse'),
              counted(result.checked.findings, 'justify'),
              counted(result.checked.findings, 'advise'),
            ),
          );
        })
        .catch(() => undefined);
    }, pause);
    return () => clearTimeout(timer);
  }, [text, fields, kind, metadata, level, organ, local, t]);
  return text.trim() === '' ? { checked: null, busy: false } : { checked, busy: checked?.text !== text };
}
