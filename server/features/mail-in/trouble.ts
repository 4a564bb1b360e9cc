import type { MailProblem } from '../../../protocol/mail-in.ts';
import { PrivateAddressError } from '../../outbox/addresses.ts';

/** Why an account can not be read: one of the sentences that an owner is told, and what the other side said. */
export class MailTrouble extends Error {
  override name = 'MailTrouble';
  readonly problem: MailProblem;

  constructor(problem: MailProblem, detail = '') {
    super(detail || problem);
    this.problem = problem;
  }

  /** In one line, and no longer than somebody reads. */
  get detail(): string {
    return this.message
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, 300);
  }
}

/** What libraries and sockets throw. */
interface Thrown extends Error {
  code?: string;
  authenticationFailed?: boolean;
  responseText?: string;
  cause?: unknown;
}

const PROBLEMS: readonly (readonly [MailProblem, RegExp])[] = [
  ['host_unknown', /^(?:ENOTFOUND|EAI_)/],
  ['refused', /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EACCES)/],
  ['timeout', /^(?:ETIMEDOUT|ETIMEOUT|CONNECT_TIMEOUT|GREEETING_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT)/],
  ['tls', /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_|ERR_INVALID_|STARTTLS|TLS)/i],
];

/** What went wrong before an account was open, by what was thrown. */
export function troubleOf(error: unknown): MailTrouble {
  if (error instanceof MailTrouble) return error;
  const { code = '', message, authenticationFailed, responseText, cause } = error as Thrown;
  if (error instanceof PrivateAddressError || cause instanceof PrivateAddressError) {
    return new MailTrouble('private_host', message);
  }
  if (authenticationFailed) return new MailTrouble('login', responseText ?? message);
  const found = PROBLEMS.find(([, pattern]) => pattern.test(code))?.[0];
  if (found) return new MailTrouble(found, message);
  return new MailTrouble(/tls|certificate/i.test(message) ? 'tls' : 'not_imap', responseText || message);
}
