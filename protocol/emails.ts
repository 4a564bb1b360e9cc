/** What a mail address is: one judge for visitors, agents and settings. Imports no schema, so browsers may have it. */
import { LIMITS } from './wire/limits.ts';

/**
 * Something, an @, and a domain name with an ending, in any script: names outside ASCII are real addresses since
 * RFC 6531. Quoted local parts and bare hosts are legal and always a mistake in a form.
 */
const EMAIL =
  /^[^\s\p{Cc}\p{Cf}@"<>()[\]:;,\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:[\p{L}\p{M}]{2,63}|xn--[a-z0-9-]{2,59})$/iu;

/** Whether mail could get there, judged by the looks. */
export function isEmail(text: string): boolean {
  return text.length <= LIMITS.emailChars && EMAIL.test(text) && !/^\.|\.@|\.\./.test(text);
}
