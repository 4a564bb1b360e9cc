import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A skeleton that flashes is worse than nothing: it appears only when loading takes longer than this, ms. */
const LATE_MS = 300;

function Late({ children }: { children: ComponentChildren }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(setLate, LATE_MS, true);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? children : null;
}

/** Grey lines where rows or bubbles will stand. */
export function Skeleton({ lines }: { lines: number }) {
  return (
    <Late>
      <div class="skeleton" aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          <i key={index} />
        ))}
      </div>
    </Late>
  );
}
