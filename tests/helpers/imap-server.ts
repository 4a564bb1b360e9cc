/** A mailbox on the loopback, which a test fills, looks into, and breaks. Closes with the test. */
import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow from 'hoodiecrow-imap';
import { onTestFinished } from 'vitest';

export interface Mailbox {
  port: number;
  /** What an owner would type into the settings. */
  imap: ReturnType<typeof imapOf>;
  deliver(raw: Buffer): void;
  /** Subjects and flags of a folder, oldest first. */
  lies(folder?: string): { subject: string; isSeen: boolean }[];
  /** How many are connected. */
  connected(): number;
  /** Breaks all lines without a word. */
  drop(): void;
  /** Numbers all mails of the inbox anew. */
  renumber(): void;
}

const imapOf = (port: number) => ({
  host: '127.0.0.1',
  port,
  security: 'none' as const,
  user: 'testuser',
  folder: 'INBOX',
  moveTo: '',
  oauth: null,
  password: 'testpass',
});

/** @param plugins of the server besides those that all have */
export async function mailbox(plugins: string[] = ['IDLE', 'MOVE', 'UIDPLUS']): Promise<Mailbox> {
  const storage = { INBOX: { messages: [] }, '': { folders: { Done: { messages: [] } } } };
  const server = hoodiecrow({ plugins: ['ID', 'SASL-IR', 'XOAUTH2', ...plugins], storage });
  const sockets = new Set<Socket>();
  server.server.on('connection', socket => {
    sockets.add(socket);
    // It writes each line by itself, and would wait for our word that the one before has come.
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const drop = () => {
    for (const each of sockets) each.destroy();
  };
  onTestFinished(async () => {
    drop();
    await new Promise(resolve => server.server.close(resolve));
  });
  return {
    port,
    imap: imapOf(port),
    // It takes bytes as letters of as many values.
    deliver: raw => server.appendMessage('INBOX', [], false, raw.toString('latin1')),
    lies: (folder = 'INBOX') =>
      server.folderCache[folder]!.messages.map(({ raw, flags }) => ({
        subject: /^Subject: (.*)$/m.exec(raw)?.[1]?.trim() ?? '',
        isSeen: flags.includes('\\Seen'),
      })),
    connected: () => sockets.size,
    drop,
    renumber() {
      const inbox = server.folderCache.INBOX!;
      inbox.uidvalidity += 1;
      for (const each of inbox.messages) each.uid += 100;
    },
  };
}
