import { useEffect, useState } from 'preact/hooks';

/** Ms since then, moving each second. @param until when it stands still; null: not yet */
export function useSeconds(since: number, until: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (until !== null) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return Math.max(0, (until ?? now) - since);
}
