/** What an owner does about the accounts that are read, and what agents read of mails. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Conversation } from '../../../protocol/conversations.ts';
import { isEmail } from '../../../protocol/emails.ts';
import type { MailAccount, MailAccountSave, MailAccountSaved, WholeMail } from '../../../protocol/mail-in.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Core } from '../../core.ts';
import { checkedUrl } from '../../outbox/checked-url.ts';
import { seal, unseal } from '../../secrets.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import type { LetterHeaders } from '../mail/letters.ts';
import { openMailbox, placeIn } from './imap.ts';
import { createCredentials } from './login.ts';
import { NEW_PROGRESS } from './rules.ts';
import { DESK, type MailAccountRecord, type MailAccountSettings } from './store.ts';
import { replyAddress } from './threads.ts';
import { MailTrouble } from './trouble.ts';

const TOKEN_URL_EXAMPLE = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
/** Of a secret that signs what a mail service brings. */
const SECRET_BYTES = 32;
/** How old a signature may be, and by how much clocks may differ. */
const REPLAY_MS = 5 * 60_000;

type Imap = NonNullable<MailAccountSettings['imap']>;

export async function accountOf({ store }: Pick<Context, 'store'>, id: string): Promise<MailAccountRecord | null> {
  return (await store.mailIn.accounts()).find(each => each.id === id) ?? null;
}

/** An account as its owner sees it. */
export function shownAccount({ id, settings, progress }: MailAccountRecord): MailAccount {
  const { address, takesPlus, imap } = settings;
  const { connectedSince, problem, detail, lastMailAt, skipped } = progress;
  const state = { connectedSince, problem, detail, lastMailAt, skipped };
  if (!imap) return { id, address, takesPlus, imap, ...state };
  const { password: _, clientSecret: _secret, refreshToken: _token, ...shown } = imap;
  return { id, address, takesPlus, imap: shown, ...state };
}

/**
 * Tries an account, and sets it if it can be read (SPEC MI1).
 * @param id of its site, or `DESK`
 * @throws AppError FIELD_INVALID, FIELD_REQUIRED, EMAIL_INVALID with `fields`
 */
export async function saveAccount(
  context: Context,
  actor: Actor,
  id: string,
  wanted: MailAccountSave,
): Promise<MailAccountSaved> {
  const { store, config, now } = context;
  const before = await accountOf(context, id);
  if (!isEmail(wanted.address)) refuseMistakes({ address: 'EMAIL_INVALID' });
  const imap = wanted.imap && sealedImap(context, wanted.imap, before?.settings.imap ?? null);
  const isDoorNew = imap === null && !before?.settings.doorSecret;
  const secret = isDoorNew ? randomBytes(SECRET_BYTES).toString('base64url') : null;
  const doorSecret = imap ? '' : secret === null ? before!.settings.doorSecret : seal(config.secretKey, secret);
  const { address, takesPlus } = wanted;
  const account: MailAccountRecord = {
    id,
    // Two changes in one millisecond are two.
    version: Math.max(now(), (before?.version ?? 0) + 1),
    settings: { address, takesPlus, imap, doorSecret },
    progress: NEW_PROGRESS,
  };
  if (imap) {
    try {
      account.progress = await tried(context, imap, before);
    } catch (error) {
      if (!(error instanceof MailTrouble)) throw error;
      return { account: before && shownAccount(before), problem: error.problem, detail: error.detail };
    }
  }
  await store.mailIn.putAccount(account, rowOf(context, actor, 'mailAccount.changed', id));
  context.mailKeeper.wake();
  return { account: shownAccount(account), problem: null, detail: '', ...(secret !== null && { secret }) };
}

/** Opens it once, as it will be opened from now on. @throws MailTrouble */
async function tried(
  context: Context,
  imap: Imap,
  before: MailAccountRecord | null,
): Promise<MailAccountRecord['progress']> {
  const { config, now } = context;
  const credentials = createCredentials(context);
  const known = before?.settings.imap;
  // What was not sent stays, and so does what the service gave in its place since then.
  const newer = known?.refreshToken === imap.refreshToken ? before!.progress.refreshToken : '';
  const client = await openMailbox(await credentials.login(imap, newer, new AbortController().signal));
  try {
    const isSame = known?.host === imap.host && known.user === imap.user && known.folder === imap.folder;
    // What lies there already is left alone, and what comes from now on is read, however late somebody begins to.
    const place = placeIn(client, isSame ? (before?.progress.place ?? null) : null, now());
    const another = credentials.renewed();
    return { ...NEW_PROGRESS, place, refreshToken: another === null ? newer : seal(config.secretKey, another) };
  } finally {
    client.close();
  }
}

/** With its secrets sealed. Those that are not sent stay, unless they would go to somebody else now. */
function sealedImap(
  { config }: Pick<Context, 'config'>,
  { password, clientSecret, refreshToken, ...imap }: NonNullable<MailAccountSave['imap']>,
  before: Imap | null,
): Imap {
  const { host, user, security, oauth } = imap;
  const mistakes: Record<string, ErrorCode> = {};
  if (security === 'none' && !config.webhooksToPrivate) mistakes['imap.security'] = 'FIELD_INVALID';
  const isSameLogin = before?.host === host && before.user === user;
  const isSameToken = before?.oauth?.tokenUrl === oauth?.tokenUrl && before?.oauth?.clientId === oauth?.clientId;
  const kept = (sent: string | undefined, sealed: string | undefined, isSame: boolean) =>
    sent === undefined ? (isSame ? (sealed ?? '') : '') : seal(config.secretKey, sent);
  const secrets = {
    password: oauth ? '' : kept(password, before?.password, isSameLogin),
    clientSecret: oauth ? kept(clientSecret, before?.clientSecret, isSameToken) : '',
    refreshToken: oauth ? kept(refreshToken, before?.refreshToken, isSameToken) : '',
  };
  if (!oauth && secrets.password === '') mistakes['imap.password'] = 'FIELD_REQUIRED';
  if (oauth && secrets.refreshToken === '') mistakes['imap.refreshToken'] = 'FIELD_REQUIRED';
  refuseMistakes(mistakes);
  return { ...imap, ...secrets, oauth: oauth && { ...oauth, tokenUrl: tokenUrlOf(config, oauth.tokenUrl) } };
}

function tokenUrlOf(config: Context['config'], url: string): string {
  try {
    return checkedUrl(config, url, TOKEN_URL_EXAMPLE);
  } catch (error) {
    const detail = (error as AppError).message;
    throw new AppError('FIELD_INVALID', detail, { fields: { 'imap.oauth.tokenUrl': 'FIELD_INVALID' } });
  }
}

/** Reads it no more. What came by it stays. @throws AppError NOT_FOUND */
export async function removeAccount(context: Context, actor: Actor, id: string): Promise<void> {
  const row = rowOf(context, actor, 'mailAccount.removed', id);
  if (!(await context.store.mailIn.removeAccount(id, row))) throw new AppError('NOT_FOUND');
  context.mailKeeper.wake();
}

/** Another secret for the door of mail services, shown this once; the one before is good for nothing. @throws AppError NOT_FOUND */
export async function renewDoor(context: Context, actor: Actor, id: string): Promise<MailAccountSaved> {
  const account = await accountOf(context, id);
  if (!account?.settings.doorSecret) throw new AppError('NOT_FOUND');
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const doorSecret = seal(context.config.secretKey, secret);
  const renewed = { ...account, version: account.version + 1, settings: { ...account.settings, doorSecret } };
  await context.store.mailIn.putAccount(renewed, rowOf(context, actor, 'mailAccount.changed', id));
  return { account: shownAccount(renewed), problem: null, detail: '', secret };
}

function rowOf(context: Context, actor: Actor, what: 'mailAccount.changed' | 'mailAccount.removed', id: string) {
  const siteId = id === DESK ? null : id;
  return auditRow(context, actor, {
    what,
    on: { kind: siteId === null ? 'server' : 'site', id: siteId, text: '' },
    siteId,
  });
}

/** What a mail service says beside the mail. */
export interface Signed {
  /** Seconds since the epoch, as text. */
  timestamp: string;
  /** `v1=` and the hex digits of HMAC-SHA256 over the timestamp, a full stop and the mail's bytes. */
  signature: string;
  /** The same over the timestamp, a blank and how many bytes there are, as `length` says: it opens the door before they are read. */
  knock: string;
  length: string;
}

/**
 * The account that a mail service brings mails to; null: there is none, or who knocks has not its secret, or had it too long ago.
 * Asked before anything of the mail is read, so that nobody else takes up its room (SPEC MI8).
 */
export async function doorOf(context: Context, id: string, signed: Signed): Promise<MailAccountRecord | null> {
  const { timestamp, knock, length } = signed;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(context.now() - Number(timestamp) * 1000) > REPLAY_MS) return null;
  const account = await accountOf(context, id);
  return account?.settings.doorSecret && isMadeBy(context, account, knock, `${timestamp} ${length}`) ? account : null;
}

/** Whether a mail was signed by who has the account's secret (SPEC MI8). */
export function isSignedBy(
  context: Pick<Context, 'config'>,
  account: MailAccountRecord,
  { timestamp, signature }: Signed,
  raw: Buffer,
): boolean {
  return isMadeBy(context, account, signature, `${timestamp}.`, raw);
}

function isMadeBy(
  { config }: Pick<Context, 'config'>,
  { settings }: MailAccountRecord,
  signature: string,
  ...parts: (string | Buffer)[]
): boolean {
  const secret = unseal(config.secretKey, settings.doorSecret);
  if (secret === null) return false;
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  const wanted = hmac.digest();
  const given = Buffer.from(/^v1=([\da-f]{64})$/i.exec(signature)?.[1] ?? '', 'hex');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * Where what is answered to a letter about a conversation goes, so that it comes back into it (SPEC MI3): to the signed address, or
 * where addresses take no plus to the site's own, if there is one.
 */
export async function replyHeaders(
  { store, config }: Pick<Core, 'store' | 'config'>,
  { id, siteId }: Pick<Conversation, 'id' | 'siteId'>,
): Promise<LetterHeaders> {
  const accounts = (await store.mailIn.accounts()).filter(each => each.id === siteId || each.id === DESK);
  const ofSite = accounts.find(each => each.id === siteId)?.settings.address;
  const signed = accounts
    .filter(each => each.settings.takesPlus)
    // The site's own address before that of the desk.
    .sort((a, b) => Number(a.id === DESK) - Number(b.id === DESK))
    .map(each => replyAddress(config.secretKey, each.settings.address, id))
    .find(each => each !== null);
  // Without a plus the Message-ID brings it back, where the letter has one of ours and the program that answers keeps it.
  const replyTo = signed ?? ofSite;
  return replyTo === undefined ? {} : { replyTo };
}

/** @param sees whether the reader may see a site. @throws AppError NOT_FOUND */
export async function wholeMailOf(
  { store }: Context,
  id: string,
  sees: (siteId: string) => boolean,
): Promise<WholeMail> {
  const found = await store.mailIn.find(id);
  if (!found || !sees(found.siteId)) throw new AppError('NOT_FOUND');
  const { from, to, subject, sentAt, text, isCut } = found;
  return { id, from, to, subject, sentAt, text, isCut };
}
