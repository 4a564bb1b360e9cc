import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A mail that was taken, as it came. */
export interface ReceivedMail {
  from: string;
  to: string[];
  raw: string;
}

/** What a mail server says to RCPT TO, by the name before the @. */
const REFUSALS: Record<string, [code: number, text: string]> = {
  nobody: [550, '5.1.1 no such mailbox here'],
  full: [552, '5.2.2 mailbox full'],
  policy: [550, '5.7.1 not from you'],
};

/**
 * A mail server on this machine: takes what it gets, refuses `nobody@`, `full@` and `policy@`, has `grey@` come again once, says
 * nothing to `silent@`, and hangs up on `dies@` when it is sent the mail.
 * @param meets is told of each mail before it is taken
 */
export async function openMailServer(meets: (mail: ReceivedMail) => void | Promise<void> = () => undefined) {
  const got: ReceivedMail[] = [];
  const waiting = new Set<() => void>();
  const sockets = new Set<Socket>();
  const cameBefore = new Set<string>();
  /** Recipients as they were asked for, taken or not. */
  const asked: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      asked.push(address);
      const name = address.split('@')[0]!.toLowerCase();
      const refusal = REFUSALS[name];
      if (refusal) return callback(smtpError(refusal[0], refusal[1]));
      if (name === 'grey' && !cameBefore.has(address)) {
        cameBefore.add(address);
        return callback(smtpError(451, '4.7.1 come again'));
      }
      if (name !== 'silent') callback();
    },
    async onData(stream, session, callback) {
      const to = session.envelope.rcptTo.map(each => each.address);
      if (to.some(each => each.startsWith('dies@'))) {
        for (const socket of sockets) socket.destroy();
        return;
      }
      const parts: Buffer[] = [];
      try {
        for await (const part of stream) parts.push(part as Buffer);
      } catch {
        return; // The line was cut in the middle: nothing was taken.
      }
      const { mailFrom } = session.envelope;
      const mail = { from: mailFrom ? mailFrom.address : '', to, raw: String(Buffer.concat(parts)) };
      await meets(mail);
      got.push(mail);
      for (const look of waiting) look();
      callback();
    },
  });
  server.on('error', () => undefined); // Lines that are cut are part of the play.
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    config: { smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Altan <desk@altan.example>' },
    got,
    asked,
    /** Resolves when so many were taken. */
    hasGot: (count: number) =>
      new Promise<void>(resolve => {
        const look = () => {
          if (got.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
