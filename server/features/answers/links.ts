import { timingSafeEqual } from 'node:crypto';
import { derivedName } from '../../secrets.ts';

/** Where a mail leads back to, below `/f/:key/`. It is made of the server's secret: nothing of it is kept, and nobody can guess it (SPEC AM3). */
export function answerPath(secretKey: string, linkId: string): string {
  return `talk/${linkId}/${secretOf(secretKey, linkId)}`;
}

/** Whether the end of an address belongs to its link. */
export function isSecretOfLink(secretKey: string, linkId: string, secret: string): boolean {
  const [known, given] = [Buffer.from(secretOf(secretKey, linkId)), Buffer.from(secret)];
  return known.length === given.length && timingSafeEqual(known, given);
}

/** The visitor's token in the browser that used a link: the same again for the same browser, since only its hash is kept. */
export function tokenOfLink(secretKey: string, linkId: string, usedBy: string): string {
  return derivedName(secretKey, JSON.stringify(['talk token', linkId, usedBy]));
}

function secretOf(secretKey: string, linkId: string): string {
  return derivedName(secretKey, JSON.stringify(['talk', linkId]));
}
