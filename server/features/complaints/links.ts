import { timingSafeEqual } from 'node:crypto';
import { derivedName } from '../../secrets.ts';

/** One question whether something was put right. */
export interface Asking {
  siteKey: string;
  complaintId: string;
  askId: string;
}

/**
 * Where somebody says whether it was put right, below `/f/:key/`. It is made of the server's secret: nothing of it is kept, and
 * nobody can guess it. It answers one question alone (SPEC CP5).
 */
export function rightPath(secretKey: string, asking: Asking): string {
  return `right/${asking.complaintId}/${asking.askId}/${secretOf(secretKey, asking)}`;
}

/** Whether the end of an address belongs to its question. */
export function isSecretOfAsking(secretKey: string, asking: Asking, secret: string): boolean {
  const [known, given] = [Buffer.from(secretOf(secretKey, asking)), Buffer.from(secret)];
  return known.length === given.length && timingSafeEqual(known, given);
}

function secretOf(secretKey: string, { siteKey, complaintId, askId }: Asking): string {
  return derivedName(secretKey, JSON.stringify(['right', siteKey, complaintId, askId]));
}
