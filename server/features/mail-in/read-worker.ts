/**
 * A thread of its own, in which mails are taken apart one after another. One that takes too long or too much memory ends
 * this thread, and the server does not notice more than that.
 */
import { parentPort } from 'node:worker_threads';
import type { ReadMail } from './mail.ts';
import { readMail } from './read-mail.ts';

/** What it is given, and what it answers. */
export interface MailToRead {
  id: number;
  raw: Uint8Array;
}
export type MailRead = { id: number } & ({ mail: ReadMail } | { problem: string });

parentPort!.on('message', async ({ id, raw }: MailToRead) => {
  parentPort!.postMessage(await answerTo(id, Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)));
});

async function answerTo(id: number, raw: Buffer): Promise<MailRead> {
  try {
    return { id, mail: await readMail(raw) };
  } catch (error) {
    return { id, problem: (error as Error).message };
  }
}
