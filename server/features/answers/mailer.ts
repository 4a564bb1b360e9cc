/** Mails answers to whoever has left (SPEC AM1, AM2). */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Core } from '../../core.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Staff } from '../agents/staff.ts';
import { publishEntry } from '../conversations/news.ts';
import { filesOf } from '../files/rules.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { isMailOn, letterDelivery, type ReaderContext, type SealedLetter } from '../mail/letters.ts';
import { attachable } from '../mail/rules.ts';
import { filesText } from '../mail/wording.ts';
import { replyHeaders } from '../mail-in/commands.ts';
import { answerId } from '../mail-in/threads.ts';
import type { QueueKeeper } from '../queue/keeper.ts';
import type { Sites } from '../sites/sites.ts';
import type { Counts } from '../views/counts.ts';
import { wayBack } from './commands.ts';
import { LOOK_AGAIN_MS, leavesAt, unreadAnswers } from './rules.ts';

/** How far back answers are looked for. Nobody reads more of a mail, and the rest is in the conversation. */
const LOOKED_AT = 100;

interface Rooms {
  staff: Staff;
  counts: Counts;
  queue: QueueKeeper;
  sites: Sites;
}

/** What is done when answers were not read for a minute. */
export function createAnswerMailer(core: Core, rooms: Rooms): JobHandler {
  const { store, hub, outbox, config, now } = core;
  const { sites } = rooms;
  return async job => {
    const { conversationId } = job;
    const at = now();
    const [site, conversation, newest] = await Promise.all([
      sites.byId(job.siteId),
      store.conversations.find(conversationId),
      store.conversations.entriesBefore(conversationId, null, LOOKED_AT),
    ]);
    const contact = conversation && (await store.contacts.find(conversation.contact.id));
    const unread = conversation ? unreadAnswers(conversation, newest) : [];
    const isWanted = site?.answersByMail.isOn && isMailOn(config);
    if (!isWanted || !conversation || !contact?.email || conversation.status === 'held' || unread.length === 0) {
      return void (await store.jobs.drop(job));
    }
    const due = leavesAt(unread, newest, site.answersByMail);
    if (due > at) return void (await store.jobs.move(job, due));
    // Whoever has the page open sees it there; so long as it is open, and a moment longer, nothing is mailed.
    if (hub.isVisitorHere(conversationId)) return void (await store.jobs.move(job, at + LOOK_AGAIN_MS));
    const { seq: uptoSeq } = unread.at(-1)!;
    const { link, address } = await wayBack(core, { site, conversationId });
    const letter = letterDelivery(core, {
      // Under it a bounce, or an answer to it, finds the conversation.
      id: answerId(config.secretKey, { conversationId, seq: uptoSeq }),
      to: contact.email,
      template: 'answers',
      locale: contact.locale,
      values: { from: String(unread[0]!.seq), upto: String(uptoSeq), link: address },
      siteId: site.id,
      conversationId,
      headers: await replyHeaders(core, conversation),
      files: attachable(unread.flatMap(({ body }) => filesOf(body))).attached.map(({ id }) => id),
      expiresAt: link.expiresAt,
    });
    const event = { kind: 'event', event: 'answers_mailed', uptoSeq } as const;
    const written = await store.answers.mail({ job, event, link, letter, at });
    if (!written) return;
    publishEntry({ ...core, ...rooms }, written);
    outbox.wake();
  };
}

/** The words of a letter, read when it leaves: what was read meanwhile is not sent. Null: nothing is. */
export async function readAnswers(
  { store, sites }: ReaderContext,
  { values, files, locale }: Pick<SealedLetter, 'values' | 'files' | 'locale'>,
  { conversationId, siteId }: Pick<DeliveryRecord, 'conversationId' | 'siteId'>,
): Promise<{ site: string; talk: string; link: string } | null> {
  if (conversationId === null || siteId === null) return null;
  const [conversation, site] = await Promise.all([store.conversations.find(conversationId), sites.byId(siteId)]);
  if (!conversation || !site || conversation.status === 'held') return null;
  const [from, upto] = [Number(values.from), Number(values.upto)];
  const newest = await store.conversations.entriesBefore(conversationId, upto + 1, LOOKED_AT);
  const said = saidSince(conversation, newest, { from, locale, attached: new Set(files) });
  return said === '' ? null : { site: site.name, talk: said, link: values.link ?? '' };
}

/** Each answer under the name of who gave it, with what became of its files. */
function saidSince(
  { visitorReadSeq }: Conversation,
  newest: readonly Entry[],
  { from, locale, attached }: { from: number; locale: Locale; attached: ReadonlySet<string> },
): string {
  return newest
    .filter(({ seq }) => seq >= from && seq > visitorReadSeq)
    .flatMap(({ author, body }) => {
      if (author.kind === 'visitor' || body.kind !== 'message' || body.script) return [];
      const name = author.kind === 'agent' ? [author.name] : [];
      const [withIt, linked] = [true, false].map(is => filesOf(body).filter(({ id }) => attached.has(id) === is));
      const files = filesText(locale, { attached: withIt!, linked: linked! });
      return [[...name, body.text, ...files].filter(Boolean).join('\n')];
    })
    .join('\n\n');
}
