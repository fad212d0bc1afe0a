import type { ReactNode } from 'react';
import { useState } from 'react';
import { saveBytes } from '../../download.ts';
import { useText } from '../../strings/index.ts';
import type { Checked } from '../../types.ts';
import { announce } from '../../ui/index.ts';
import type { Original } from './annotated.ts';
import type { Drafting } from './use-draft.ts';

/** The same marks as on screen, as comments in a Word document. The writer is loaded when it is wanted. */
export function AnnotateButton({
  drafting,
  checked,
  original,
  checking,
}: {
  drafting: Drafting;
  checked: Checked | null;
  original: Original | null;
  checking: boolean;
}): ReactNode {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const make = async (of: Checked): Promise<void> => {
    const { annotated } = await import('./annotated.ts');
    saveBytes(await annotated(of, original, t), t.desk.draft.annotatedName(drafting.draft.title.trim() || t.desk.drafts.untitled));
    announce(t.desk.draft.annotatedSaved);
  };
  return (
    <button
      className="btn"
      type="button"
      disabled={checked === null || checking || busy}
      onClick={() => {
        if (checked === null) return;
        setBusy(true);
        make(checked)
          .catch(() => drafting.say(t.desk.draft.annotatedNot))
          .finally(() => setBusy(false));
      }}
    >
      {t.desk.draft.annotate}
    </button>
  );
}
