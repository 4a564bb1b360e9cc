import type { WorkChallenge } from '../../../protocol/spam.ts';
import { solvedWork } from '../../../protocol/wire/work.ts';

/** How long the proof may be on its way before a page goes on without it. */
const PROOF_MS = 10_000;

/**
 * The script of our thank-you page that does the work while the answer is read. Where scripts are off, what was sent stays
 * held until an agent looks: nothing is refused.
 * @param key of the site
 * @param next where the page goes on to afterwards, done or not; left out: it stays
 */
export function workScript(key: string, work: WorkChallenge, next?: string): string {
  // JSON is no safe part of a script by itself: a `<` could end it.
  const text = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c');
  const shown = `const payload=await(${solvedWork.toString()})(${text(work)});if(payload)await fetch(${text(`../../v1/sites/${key}/work`)},{method:"POST",headers:{"content-type":"application/json"},body:JSON.stringify({payload}),keepalive:true,signal:AbortSignal.timeout(${PROOF_MS})})`;
  return next === undefined
    ? `(async()=>{${shown}})()`
    : `(async()=>{try{${shown}}catch{}finally{location.replace(${text(next)})}})()`;
}
