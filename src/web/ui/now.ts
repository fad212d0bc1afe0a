import { useEffect, useState } from 'react';

/** The time as the page tells it; moves once a minute, so that 明天 becomes 今天 on a page that is left open. */
export function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
