/** Asks that are answered together at most: three times as many as a crowd that comes back has in hand. */
const AT_ONCE = 100;
/** Those that hang, as behind a connection that nobody has noticed to be dead, hold nobody else back for longer. */
const HOLD_MS = 1_000;

interface Waiting<Ask, Answer> {
  ask: Ask;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Answers together whoever asks in one turn of the event loop, or while those before them are answered: a command costs the
 * driver and MongoDB nearly the same for one as for many (SPEC R7).
 * @param answerAll one answer for each ask, in the same order. It begins after they were asked, so nobody is told what was before
 * @returns asks. Whoever asks the same may get the very same answer, which is nobody's to change
 */
export function bundled<Ask, Answer>(
  answerAll: (asks: Ask[]) => Promise<readonly Answer[]>,
): (ask: Ask) => Promise<Answer> {
  const waiting: Waiting<Ask, Answer>[] = [];
  let isAnswering = false;

  async function answer(some: Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await answerAll(some.map(each => each.ask));
      for (const [place, { resolve }] of some.entries()) resolve(answers[place]!);
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) await atMost(HOLD_MS, answer(waiting.splice(0, AT_ONCE)));
    isAnswering = false;
  }

  return ask =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      if (isAnswering) return;
      isAnswering = true;
      setImmediate(work);
    });
}

/** Resolves with the work, or after so many ms while that goes on. */
function atMost(ms: number, work: Promise<void>): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
