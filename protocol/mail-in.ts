/** Mail that comes in: the accounts that are read, and what an entry says of the mail that it came by. */
import { z } from 'zod';
import { id, seq, timestamp } from './wire/fields.ts';
import { LIMITS } from './wire/limits.ts';

const address = z.string().trim().min(3).max(LIMITS.emailChars);

/** What an entry knows of its mail. All of it is what the mail says of itself: nobody has proven it. */
export const mailMark = z.object({
  /** Of the whole mail, for `GET /v1/mails/:id`. */
  id: z.string(),
  /** Whom it says that it is from. */
  from: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  /** Somebody with this address has a conversation already, and this is perhaps somebody else. */
  isKnownAddress: z.boolean().optional(),
  /** Names of files that came with it and are not taken here; left out: none. */
  leftOut: z.array(z.string()).optional(),
});
export type MailMark = z.infer<typeof mailMark>;

export const mailInEvents = [
  /** A program wrote back by itself: an absence, a ticket number. Nobody waits for an answer to it. */
  z.object({
    kind: z.literal('event'),
    event: z.literal('mail_automatic'),
    mailId: z.string(),
    from: z.string(),
    subject: z.string(),
  }),
  /** An answer did not arrive: its mail came back. */
  z.object({
    kind: z.literal('event'),
    event: z.literal('mail_returned'),
    mailId: z.string(),
    /** Whom it could not be brought to. */
    address: z.string(),
    /** Number of the answer. */
    ofSeq: seq,
    /** What the other server said, in its words. */
    reason: z.string(),
    /** Who wrote the answer; empty: nobody who is still there. */
    to: z.array(z.object({ id, name: z.string() })),
  }),
] as const;

/** A whole mail, as an agent may read it. Text alone, whatever it was. */
export const wholeMail = z.object({
  id: z.string(),
  from: z.object({ name: z.string(), address: z.string() }),
  to: z.array(z.string()),
  subject: z.string(),
  /** When its sender says that it was written; null: it does not say. */
  sentAt: timestamp.nullable(),
  text: z.string(),
  /** It is longer than what is kept. */
  isCut: z.boolean(),
});
export type WholeMail = z.infer<typeof wholeMail>;

/** Why an account can not be read, each a sentence in the inbox. */
export const MAIL_PROBLEMS = [
  'host_unknown',
  'private_host',
  'refused',
  'timeout',
  'tls',
  'not_imap',
  'login',
  'token',
  'folder',
  'move_folder',
  'sealed',
  'lost',
] as const;
export const mailProblem = z.enum(MAIL_PROBLEMS);
export type MailProblem = z.infer<typeof mailProblem>;

/** Where a refresh token of OAuth2 becomes one to sign in with. */
const oauth = z.object({
  tokenUrl: z.string().trim().min(1).max(LIMITS.urlChars),
  clientId: z.string().trim().min(1).max(500),
  scope: z.string().trim().max(500),
});

const imap = z.object({
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  /** `tls` from the first byte, or by `STARTTLS` before anything is said. `none` only inside a private network. */
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().trim().min(1).max(LIMITS.emailChars),
  folder: z.string().trim().min(1).max(200),
  /** Where what was read goes; empty: it stays, marked as seen. */
  moveTo: z.string().trim().max(200),
  /** Null: a password signs in. */
  oauth: oauth.nullable(),
});

/** Secrets that are not sent stay as they are. */
const secret = z.string().min(1).max(10_000).optional();

/** An account as an owner sets it. */
export const mailAccountSave = z.object({
  address,
  /** Whether what is sent to `name+anything@` arrives as well. */
  takesPlus: z.boolean(),
  /** Null: a mail service brings the mails to `POST /v1/mail/:id`. */
  imap: imap.extend({ password: secret, clientSecret: secret, refreshToken: secret }).nullable(),
});
export type MailAccountSave = z.infer<typeof mailAccountSave>;

/** One mail that could not be read. It stays where it is. */
export const skippedMail = z.object({ at: timestamp, uid: z.number().int(), reason: z.string() });

/** An account as an owner sees it: without its secrets. */
export const mailAccount = z.object({
  id,
  address: z.string(),
  takesPlus: z.boolean(),
  imap: imap.nullable(),
  /** Since when it is connected; null: it is not, or a service brings the mails. */
  connectedSince: timestamp.nullable(),
  /** What is wrong now; null: nothing. */
  problem: mailProblem.nullable(),
  /** What the other side said of it, in its words. */
  detail: z.string(),
  lastMailAt: timestamp.nullable(),
  /** The last ones. */
  skipped: z.array(skippedMail),
});
export type MailAccount = z.infer<typeof mailAccount>;

/** `account` null: there is none. */
export const mailAccountAnswer = z.object({ account: mailAccount.nullable() });
export type MailAccountAnswer = z.infer<typeof mailAccountAnswer>;

/** It was tried: with a `problem` nothing is saved, and the account is as it was. */
export const mailAccountSaved = z.object({
  account: mailAccount.nullable(),
  problem: mailProblem.nullable(),
  detail: z.string(),
  /** Signs what a mail service brings; shown this once. Left out: it is as it was, or there is none. */
  secret: z.string().optional(),
});
export type MailAccountSaved = z.infer<typeof mailAccountSaved>;

/** What became of a mail that was brought. `passed`: nobody has to see it. `trial`: it is the doctor's, and was waited for. */
export const mailTaken = z.object({ outcome: z.enum(['entry', 'event', 'passed', 'repeat', 'trial']) });
export type MailTaken = z.infer<typeof mailTaken>;

/** Bytes of a whole mail: 25 MiB of files, which is what large services carry, as base64. */
export const MAIL_BYTES = 36 * 1024 * 1024;
