/** One polite voice for the whole page, and the wish to put the focus on the next heading. */
const listeners = new Set<(text: string) => void>();
let wanted = false;

export function announce(text: string): void {
  for (const listener of listeners) listener(text);
}

export function onAnnounce(listener: (text: string) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function wantFocus(): void {
  wanted = true;
}

export function takeFocus(): boolean {
  const was = wanted;
  wanted = false;
  return was;
}
