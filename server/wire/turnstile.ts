/** Lets so much work be under way at once; what comes more waits, and the oldest goes first. */
export function createTurnstile(atOnce: number): (work: () => Promise<unknown>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async work => {
    if (underWay < atOnce) underWay += 1;
    else await new Promise<void>(resolve => waiting.push(resolve));
    try {
      await work();
    } finally {
      // Whoever is next takes the place as it is.
      const next = waiting.shift();
      if (next) next();
      else underWay -= 1;
    }
  };
}
