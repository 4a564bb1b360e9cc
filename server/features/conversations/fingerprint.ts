import { hash } from 'node:crypto';

/** What was sent, as a hash: the same `clientId` with another one is refused (SPEC ST2). @param sent as its schema leaves it */
export function fingerprintOf(sent: { clientId: string }): string {
  return hash('sha256', JSON.stringify(sent), 'base64url');
}

/** The same of what an agent sent. What one agent does is no repeat of what another did (SPEC ST2). */
export function agentFingerprintOf(sent: { clientId: string }, { agentId }: { agentId: string }): string {
  return hash('sha256', `${agentId} ${JSON.stringify(sent)}`, 'base64url');
}
