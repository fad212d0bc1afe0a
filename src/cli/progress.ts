import type { Io } from './command.ts';

/** A line on the terminal for work that takes longer than a second; nothing where nobody watches. */
export function makeProgress(io: Io, what: string): { readonly show: (text: string) => void; readonly end: () => void } {
  const start = Date.now();
  let [last, shown] = [start, false];
  return {
    show(text) {
      const now = Date.now();
      if (!io.isTty || now - start < 1000 || now - last < 100) return;
      last = now;
      shown = true;
      io.stderr(`\r\u001b[K${what} ${text}`);
    },
    end() {
      if (shown) io.stderr('\r\u001b[K');
    },
  };
}
