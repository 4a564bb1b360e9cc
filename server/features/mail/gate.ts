/** The mail server that everything is handed to, by SMTP. The library is fetched with the first letter. */
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Config } from '../../config.ts';
import { isLoopbackHost } from '../../outbox/addresses.ts';

/** One attempt; shorter than the lease of a delivery, so that no two servers try the same at once. */
const PATIENCE_MS = 45_000;
const CONNECT_MS = 10_000;
/** Without a word from the mail server. */
const SILENCE_MS = 20_000;
/** As many as the outbox has under way for one target, and a test beside them. */
const CONNECTIONS = 5;

export interface MailGate {
  /** Resolves when the mail server has taken it. @throws MailTrouble as nodemailer tells it */
  send(message: SendMailOptions, signal?: AbortSignal): Promise<void>;
  /** Resolves when it answers and lets us in. @throws MailTrouble as nodemailer tells it */
  verify(): Promise<void>;
  close(): void;
}

export function createMailGate(config: Pick<Config, 'smtpUrl' | 'dkim'>): MailGate {
  let opened: Promise<Transporter> | null = null;

  async function open(): Promise<Transporter> {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: config.smtpUrl!,
      pool: true,
      maxConnections: CONNECTIONS,
      // What the outbox tries again anyway; once, for a connection that was idle too long.
      maxRequeues: 1,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      dnsTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      // Nothing in a letter is to be fetched by the library, whatever stands in it.
      disableFileAccess: true,
      disableUrlAccess: true,
      ...(needsTls(config.smtpUrl!) && { requireTLS: true }),
      ...(config.dkim && { dkim: config.dkim }),
    });
  }

  return {
    async send(message, signal) {
      opened ??= open();
      const late = AbortSignal.timeout(PATIENCE_MS);
      try {
        await (await opened).sendMail({ ...message, signal: signal ? AbortSignal.any([late, signal]) : late });
      } catch (error) {
        if (!late.aborted) throw error;
        const message = `no answer within ${PATIENCE_MS / 1000} s`;
        throw Object.assign(new Error(message, { cause: error }), { code: 'ELATE' });
      }
    },
    async verify() {
      opened ??= open();
      await (await opened).verify();
    },
    close() {
      void opened?.then(transporter => transporter.close());
      opened = null;
    },
  };
}

/** A password does not go over an open line, unless it stays on this machine or the operator says `?ignoreTLS=true`. */
function needsTls(smtpUrl: string): boolean {
  const { username, hostname, searchParams } = new URL(smtpUrl);
  return username !== '' && !isLoopbackHost(hostname) && !searchParams.has('ignoreTLS');
}
