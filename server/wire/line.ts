/** Runs what it is given, so much at once; what comes more waits in line, the oldest first. */
export function createLine(atOnce: number): (work: () => Promise<unknown>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let inHand = 0;
  return async work => {
    if (inHand < atOnce) inHand += 1;
    else await new Promise<void>(resolve => waiting.push(resolve));
    try {
      await work();
    } finally {
      // Whoever is next takes the place as it is.
      const next = waiting.shift();
      if (next) next();
      else inHand -= 1;
    }
  };
}
