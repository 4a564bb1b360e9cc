/** The work that a page is asked for: no zod, and nothing from outside the function, since it is also sent as text. */
import type { WorkChallenge } from '../spam.ts';

/**
 * Looks for the number behind a challenge of ALTCHA. No worker: strict policies of pages forbid them and report the try,
 * and the browser hashes beside the page's own thread anyway; between two hundred hashes it draws and hears as always.
 * @returns ALTCHA's payload; null: there is no such number, or this page may not hash (it did not come over https)
 */
export async function solvedWork(work: WorkChallenge): Promise<string | null> {
  const { algorithm, challenge, maxnumber, salt } = work;
  const { subtle } = crypto;
  if (!subtle) return null;
  const wanted = BigInt(`0x${challenge.slice(0, 16)}`);
  const text = new TextEncoder();
  for (let first = 0; first <= maxnumber; first += 200) {
    const tries = Array.from({ length: 200 }, (_, index) =>
      subtle.digest(algorithm, text.encode(salt + (first + index))),
    );
    const found = (await Promise.all(tries)).findIndex(hash => new DataView(hash).getBigUint64(0) === wanted);
    if (found >= 0) return btoa(JSON.stringify({ ...work, number: first + found }));
  }
  return null;
}
