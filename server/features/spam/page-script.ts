import type { WorkChallenge } from '../../../protocol/spam.ts';
import { solvedWork } from '../../../protocol/wire/work.ts';

/**
 * The script of our thank-you page that does the work while the answer is read. Where scripts are off, what was sent stays
 * held until an agent looks: nothing is refused.
 * @param key of the site
 */
export function workScript(key: string, work: WorkChallenge): string {
  // JSON is no safe part of a script by itself: a `<` could end it.
  const text = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c');
  return `(async()=>{const payload=await(${solvedWork.toString()})(${text(work)});if(payload)await fetch(${text(`../../v1/sites/${key}/work`)},{method:"POST",headers:{"content-type":"application/json"},body:JSON.stringify({payload})})})()`;
}
