/** What is to be mailed, as it waits in the outbox: any room puts one there in the step of its cause. */
import { z } from 'zod';
import { letterTemplate } from '../../../protocol/mail.ts';
import { locale } from '../../../protocol/wire/fields.ts';
import type { Core } from '../../core.ts';
import { type DeliveryRecord, GATEWAY } from '../../outbox/store.ts';
import { seal, unseal } from '../../secrets.ts';
import type { SiteRecord } from '../sites/store.ts';

const messageId = z.string().max(998);

/** Headers that follow from what is sent. No words of people go into one. */
export const letterHeaders = z.object({
  /** Message-IDs without their angle brackets. */
  inReplyTo: messageId.optional(),
  references: z.array(messageId).max(50).optional(),
  replyTo: z.string().max(254).optional(),
  /** By one POST (RFC 8058), and perhaps by a mail to this address as well. */
  unsubscribe: z.object({ url: z.string(), address: z.string().optional() }).optional(),
});
export type LetterHeaders = z.infer<typeof letterHeaders>;

/** What differs from one letter to the next, sealed while it waits: links that open something, people's words. */
const sealedLetter = z.object({
  to: z.string(),
  template: letterTemplate,
  locale,
  values: z.record(z.string(), z.string()),
  headers: letterHeaders,
  /** Files that go with it, by their ids: the same at each attempt. */
  files: z.array(z.string()).default([]),
  expiresAt: z.number().nullable(),
});
export type SealedLetter = z.infer<typeof sealedLetter>;

/** What a reader works with. */
export type ReaderContext = Core & { sites: { byId(id: string): Promise<SiteRecord | null> } };

/**
 * Reads what a letter says at the moment when it leaves: by the names of its template, as `link` where its button leads, as `move` and
 * `cancel` where else it leads, and as `calendar` a file for calendars that goes with it.
 * Null: it is not needed any more, and nothing is sent.
 */
export type LetterReader = (
  context: ReaderContext,
  letter: SealedLetter,
  delivery: DeliveryRecord,
) => Promise<Record<string, string> | null>;

export interface Letter {
  /** Follows from its cause, so that a step which is tried anew writes it once. The mail's Message-ID is made of it. */
  id: string;
  /** An address alone, as `isEmail` judges it. */
  to: string;
  template: SealedLetter['template'];
  locale: SealedLetter['locale'];
  /** By the names of its template. What is to be read when it leaves stands here as ids. */
  values: Record<string, string>;
  /** Null: of no site, such as an invitation. */
  siteId: string | null;
  /** Who has it is told when the letter does not arrive. */
  conversationId: string | null;
  /** Whose erasure takes it along, also where it is of no conversation. */
  contactId?: string;
  headers?: LetterHeaders;
  /** Ids of files of its conversation that go with it. */
  files?: readonly string[];
  /** When it is of no use any more and is not sent, ms since the epoch; left out: never. */
  expiresAt?: number;
  /** When it is to leave; left out: now. */
  dueAt?: number;
}

/** Whether anything is mailed at all. Who writes a letter where it is not finds it waiting until it is. */
export function isMailOn({ smtpUrl, mailFrom }: Pick<Core['config'], 'smtpUrl' | 'mailFrom'>): boolean {
  return smtpUrl !== null && mailFrom !== null;
}

/** A letter as the outbox keeps it, for `store.outbox.put` or the verb that causes it. */
export function letterDelivery({ config, now }: Pick<Core, 'config' | 'now'>, letter: Letter): DeliveryRecord {
  const {
    id,
    to,
    template,
    locale,
    values,
    siteId,
    conversationId,
    contactId,
    headers = {},
    files = [],
    expiresAt = null,
  } = letter;
  const at = now();
  const dueAt = letter.dueAt ?? at;
  const sealed: SealedLetter = { to, template, locale, values, headers, files: [...files], expiresAt };
  return {
    id,
    kind: 'mail',
    target: GATEWAY,
    siteId,
    conversationId,
    ...(contactId !== undefined && { contactId }),
    event: template,
    payload: seal(config.secretKey, JSON.stringify(sealed)),
    attempts: 0,
    dueAt,
    since: dueAt,
    createdAt: at,
    isDead: false,
    problem: '',
  };
}

/** What was sealed into a delivery; null: under another SECRET_KEY, or by a Deskbell that knew other letters. */
export function openLetter(secretKey: string, payload: string): SealedLetter | null {
  const text = unseal(secretKey, payload);
  return text === null ? null : (sealedLetter.safeParse(JSON.parse(text)).data ?? null);
}
