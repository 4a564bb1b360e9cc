/** One connection to a mailbox: opening it, and reading what comes until it breaks. */
import { isIP } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { MAIL_BYTES } from '../../../protocol/mail-in.ts';
import { isPublicAddress, lookupPublic, PrivateAddressError } from '../../outbox/addresses.ts';
import type { MailAccountSettings, MailPlace } from './store.ts';
import { MailTrouble, troubleOf } from './trouble.ts';

type Imap = Omit<NonNullable<MailAccountSettings['imap']>, 'password' | 'clientSecret' | 'refreshToken' | 'oauth'>;

/** Where to, and with what. */
export interface Login {
  imap: Imap;
  auth: { pass: string } | { accessToken: string };
  mayBePrivate: boolean;
}

/** Whoever has not answered after so long answers nobody. */
const PATIENCE_MS = 10_000;
/** Without a byte for so long the line is dead, whatever the system believes: each poll is answered within it. */
const SILENCE_MS = 150_000;
/** Mails that came before then, by the server's clock, were there before: clocks differ. */
const CLOCKS_DIFFER_MS = 10 * 60_000;
const LINE_BYTES = 4 * 1024 * 1024;

/** Opens the folder. The caller closes what it gets. @throws MailTrouble */
export async function openMailbox({ imap, auth, mayBePrivate }: Login): Promise<ImapFlow> {
  const { host, port, security, user, folder, moveTo } = imap;
  // Fetched when the first account is read: most servers read none.
  const { ImapFlow: Client } = await import('imapflow');
  const client = new Client({
    host: await checkedHost(host, mayBePrivate),
    ...(isIP(host) === 0 && { servername: host }),
    port,
    secure: security === 'tls',
    ...(security !== 'tls' && { doSTARTTLS: security === 'starttls' }),
    auth: { user, ...auth },
    clientInfo: { name: 'Deskbell' },
    logger: false,
    disableCompression: true,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: SILENCE_MS,
    autoIdleDelay: 500,
    maxLineLength: LINE_BYTES,
    maxLiteralSize: MAIL_BYTES + LINE_BYTES,
    maxResponseSize: MAIL_BYTES + 2 * LINE_BYTES,
  });
  // Whoever waits for an answer hears of it; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    if (moveTo !== '') await openOr(client, moveTo, 'move_folder');
    await openOr(client, folder, 'folder');
    return client;
  } catch (error) {
    client.close();
    throw troubleOf(error);
  }
}

async function openOr(client: ImapFlow, path: string, problem: 'folder' | 'move_folder'): Promise<void> {
  try {
    await client.mailboxOpen(path);
  } catch (error) {
    throw new MailTrouble(problem, (error as { responseText?: string }).responseText ?? (error as Error).message);
  }
}

/** The address behind a name, looked up where nobody can turn it into another one meanwhile. */
function checkedHost(host: string, mayBePrivate: boolean): Promise<string> | string {
  if (mayBePrivate) return host;
  if (isIP(host)) {
    if (isPublicAddress(host)) return host;
    throw new MailTrouble('private_host', `${host} is no public address`);
  }
  return new Promise((resolve, reject) => {
    lookupPublic(host, {}, (error, address) => {
      if (!error) return resolve(String(address));
      const isPrivate = error instanceof PrivateAddressError;
      reject(new MailTrouble(isPrivate ? 'private_host' : 'host_unknown', error.message));
    });
  });
}

/** What becomes of each mail. */
export interface MailTaker {
  /** @returns whether it is dealt with: moved, or marked as seen; else it is left as it is */
  take(raw: Buffer, uid: number): Promise<boolean>;
  /** One that is not to be read at all. */
  skip(uid: number, reason: string): void;
  /** Everything up to there is done. */
  reached(place: MailPlace): Promise<void>;
}

/** Where to begin: at what comes from now on, or where it was left; from the beginning of all numbers where they are others. */
export function placeIn(client: ImapFlow, before: MailPlace | null, at: number): MailPlace {
  const { uidValidity, uidNext } = mailboxOf(client);
  if (before === null) return { uidValidity: String(uidValidity), lastUid: uidNext - 1, since: at };
  if (before.uidValidity === String(uidValidity)) return before;
  return { ...before, uidValidity: String(uidValidity), lastUid: 0 };
}

/** Reads what has come since a place, oldest first. @returns the place after it. @throws what the taker throws, MailTrouble */
export async function readNew(
  client: ImapFlow,
  { moveTo }: Pick<Imap, 'moveTo'>,
  from: MailPlace,
  taker: MailTaker,
): Promise<MailPlace> {
  let place = from;
  const found = await client.search({ uid: `${place.lastUid + 1}:*` }, { uid: true });
  // `*` is the last one there is, also where its number is lower.
  const uids = (found || []).filter(uid => uid > place.lastUid).sort((a, b) => a - b);
  for (const uid of uids) {
    const isDone = await readOne(client, uid, place, taker);
    if (isDone && !(await isMoved(client, uid, moveTo))) {
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      if (moveTo !== '') taker.skip(uid, `it could not be moved to ${moveTo}, and is marked as seen`);
    }
    place = { ...place, lastUid: uid };
    await taker.reached(place);
  }
  return place;
}

async function readOne(client: ImapFlow, uid: number, { since }: MailPlace, taker: MailTaker): Promise<boolean> {
  const facts = await client.fetchOne(String(uid), { size: true, internalDate: true }, { uid: true });
  // Somebody took it away meanwhile.
  if (!facts) return false;
  const cameAt = new Date(facts.internalDate ?? since).getTime();
  if (cameAt < since - CLOCKS_DIFFER_MS) return false;
  if ((facts.size ?? 0) > MAIL_BYTES) {
    taker.skip(uid, `it has ${facts.size} bytes, and ${MAIL_BYTES} are read at most`);
    return false;
  }
  // Asked for without marking it as seen, which is done when it is kept.
  const whole = await client.fetchOne(String(uid), { source: { start: 0, maxLength: MAIL_BYTES } }, { uid: true });
  const source = whole ? whole.source : undefined;
  return source ? taker.take(source, uid) : false;
}

/** A folder that takes no more is no reason to read no more. */
async function isMoved(client: ImapFlow, uid: number, folder: string): Promise<boolean> {
  if (folder === '') return false;
  const moved = await client.messageMove(String(uid), folder, { uid: true }).catch(() => false);
  if (!client.usable) throw new MailTrouble('lost', 'the line broke while a mail was moved');
  return moved !== false;
}

/** Tells when something may have come: the server says so, or it is time to look all the same. @throws MailTrouble when the line breaks */
export function createWatch(client: ImapFlow, signal: AbortSignal) {
  let isNews = false;
  let wake: (() => void) | null = null;
  const tell = () => {
    isNews = true;
    wake?.();
  };
  client.on('exists', tell);
  client.on('close', () => wake?.());
  signal.addEventListener('abort', () => wake?.(), { once: true });

  return {
    async next(pollMs: number): Promise<void> {
      if (!isNews && client.usable && !signal.aborted) {
        await new Promise<void>(resolve => {
          const timer = setTimeout(resolve, pollMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = null;
      isNews = false;
      if (!client.usable && !signal.aborted) throw new MailTrouble('lost', client.byeReason ?? 'the line broke');
    },
  };
}

function mailboxOf(client: ImapFlow) {
  if (!client.mailbox) throw new MailTrouble('lost', 'the folder is not open any more');
  return client.mailbox;
}
