import { hash } from 'node:crypto';

/** What was sent, as a hash: the same `clientId` with another one is refused (SPEC ST2). @param sent as its schema leaves it */
export function fingerprintOf(sent: { clientId: string }): string {
  return hash('sha256', JSON.stringify(sent), 'base64url');
}
