/** What is taken of what visitors send, and what is refused: pure, and the same whichever way it comes (SPEC F3). */

import type { CallbackRequest } from '../../../protocol/callbacks.ts';
import type { OfferedChannel } from '../../../protocol/channels.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import type { FormSend } from '../../../protocol/forms.ts';
import type { MailMark } from '../../../protocol/mail-in.ts';
import type { Submission } from '../../../protocol/submissions.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import { askedCallback } from '../callbacks/rules.ts';
import type { Window } from '../callbacks/slots.ts';
import { judgeReach, saysItsCountry } from '../contacts/reach.ts';
import type { ContactWords } from '../contacts/store.ts';
import type { AcceptedSubmission } from '../conversations/store.ts';
import { publicSite } from '../sites/rules.ts';
import type { SiteRecord } from '../sites/store.ts';

/** An entry to be, and what its sender says of themselves with it. */
export interface Checked {
  body: AcceptedSubmission['body'];
  words: ContactWords;
  /** Of a callback: other windows that will do. */
  orElse?: Window[];
}

/** What came by mail besides its words and files. */
export interface MailSubmitted {
  mark: MailMark;
  /** What it says of its sender; empty where the conversation is there already, which knows better. */
  words: ContactWords;
  /** A program wrote it: it rings nobody. */
  isAutomatic: boolean;
}

/** Where it is judged: by whose settings, and when. */
export interface Circumstances {
  site: SiteRecord;
  /** Who sends it, where `needsContact` says so. */
  contact: Contact | null;
  now: number;
  newId: () => string;
}

const CHANNELS: Record<Submission['type'], OfferedChannel> = {
  'message.send': 'chat',
  'callback.request': 'callback',
  'form.send': 'form',
  'contact.send': 'form',
};

/** Whether its sender must be known to judge it. Messages, which are nearly all there is, speak for themselves. */
export function needsContact(site: SiteRecord, sent: Submission): boolean {
  if (sent.type === 'message.send') return false;
  return (sent.phone !== '' && !saysItsCountry(sent)) || (!sent.hasConsent && asksAnybody(site));
}

/**
 * @throws AppError CHANNEL_OFF, CONSENT_REQUIRED, FIELD_REQUIRED, PHONE_INVALID, EMAIL_INVALID, SLOT_TAKEN; with `fields`
 *   where a field is to blame
 */
export function checked(sent: Submission, at: Circumstances): Checked {
  if (!at.site.channels.includes(CHANNELS[sent.type])) throw new AppError('CHANNEL_OFF');
  switch (sent.type) {
    case 'message.send':
      return { body: { kind: 'message', text: sent.text }, words: {} };
    case 'callback.request':
      return checkedCallback(sent, at);
    case 'form.send':
    case 'contact.send':
      return checkedForm(sent, at);
  }
}

/** The same of a form that books: booking is switched on for the whole desk, and its entry is written when it is known who does it. */
export function booked(sent: Submission, at: Circumstances): Checked {
  if (sent.type !== 'form.send') throw new Error(`a booking is a form, and no ${sent.type}`);
  return checkedForm(sent, at);
}

/** The same of a mail, in which nobody can have made a mistake. @param sent words and files, as a message */
export function mailed(sent: Submission, { mark, words }: MailSubmitted): Checked {
  if (sent.type !== 'message.send') throw new Error(`a mail is a message, and no ${sent.type}`);
  return { body: { kind: 'message', text: sent.text, mail: mark }, words };
}

function checkedCallback(sent: CallbackRequest, at: Circumstances): Checked {
  const zones = [sent.timeZone, at.contact?.timeZone ?? 'UTC', at.site.timeZone];
  const { phone, typed, mistakes } = judgeReach({ email: '', phone: sent.phone }, homeOf(sent, zones, at));
  refuseMistakes({
    ...(sent.phone === '' && { phone: 'FIELD_REQUIRED' as const }),
    ...mistakes,
    ...consentMistake(sent, at),
  });
  const topic = [sent.topic, typed.phone].filter(Boolean).join('\n');
  const asked = askedCallback(at.site, { ...sent, phone, topic }, { id: at.newId(), now: at.now });
  return { ...asked, words: { name: sent.name, phone } };
}

function checkedForm(sent: FormSend, at: Circumstances): Checked {
  const { name, subject } = sent;
  const zones = [at.contact?.timeZone ?? 'UTC', at.site.timeZone];
  const { email, phone, typed, mistakes } = judgeReach(sent, homeOf(sent, zones, at));
  refuseMistakes({
    ...(sent.email === '' && sent.phone === '' && !sent.isOneWay && { email: 'FIELD_REQUIRED' as const }),
    ...mistakes,
    ...consentMistake(sent, at),
  });
  const message = [sent.message, ...Object.values(typed)].join('\n\n');
  return { body: { kind: 'form', name, email, phone, subject, message }, words: { name, email, phone } };
}

/** Where a number is at home. A country that was chosen stands alone: whoever chose it is not where their clock is. */
function homeOf({ country }: { country?: string | undefined }, timeZones: string[], { contact }: Circumstances) {
  return country === undefined ? { timeZones, locale: contact?.locale } : { country };
}

function asksAnybody(site: SiteRecord): boolean {
  return Object.values(site.texts).some(texts => texts?.consent);
}

/** The site asks, in the language in which this visitor sees it. */
function consentMistake(
  { hasConsent }: { hasConsent: boolean },
  { site, contact }: Circumstances,
): { hasConsent?: ErrorCode } {
  if (hasConsent || !asksAnybody(site)) return {};
  const { consent } = publicSite(site, contact?.locale ?? site.locale);
  return consent === '' ? {} : { hasConsent: 'CONSENT_REQUIRED' };
}
