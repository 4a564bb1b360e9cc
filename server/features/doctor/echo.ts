import { derivedName, seal, unseal } from '../../secrets.ts';

/** How a word comes back from a server that has the same SECRET_KEY; nobody else can say it. */
export function proofOf(secretKey: string, nonce: string): string {
  return derivedName(secretKey, `doctor echo ${nonce}`);
}

/** How far the clocks of the command line and the server may differ, and how long a pass is good. */
const PASS_MS = 60_000;
const PASS = 'doctor ';

/** What lets the command line of this machine ask: whoever can make it has the SECRET_KEY. @param at ms since the epoch */
export function passOf(secretKey: string, at: number): string {
  return seal(secretKey, `${PASS}${at}`);
}

/** Whether it is one, and of now. */
export function isPass(secretKey: string, pass: string, at: number): boolean {
  const text = unseal(secretKey, pass);
  return text?.startsWith(PASS) === true && Math.abs(at - Number(text.slice(PASS.length))) <= PASS_MS;
}
