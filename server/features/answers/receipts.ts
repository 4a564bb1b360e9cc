/** Tells whoever sent a form by mail that it is there, where the site wants that (SPEC AM5). */
import { createHmac } from 'node:crypto';
import type { Core } from '../../core.ts';
import { dayOf } from '../availability/rules.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { isMailOn, letterDelivery } from '../mail/letters.ts';
import { replyHeaders } from '../mail-in/commands.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { Sites } from '../sites/sites.ts';

/** Nothing of what was typed is in the letter: whoever types another's address must not be able to write to them by it. */
export function createReceiptMailer(core: Core, sites: Sites): JobHandler {
  const { store, outbox, config, settings, now } = core;
  return async job => {
    const { conversationId, subjectVersion: seq } = job;
    const at = now();
    const [site, conversation, [entry]] = await Promise.all([
      sites.byId(job.siteId),
      store.conversations.find(conversationId),
      store.conversations.entriesAfter(conversationId, seq - 1, 1),
    ]);
    const to = entry?.body.kind === 'form' ? entry.body.email : '';
    const contact = conversation && (await store.contacts.find(conversation.contact.id));
    // Who booked is told that they are booked.
    const isConfirmed =
      entry?.body.kind === 'form' && entry.body.booking && (await settings.read(REMINDERS)).confirmation.isOn;
    const isWanted = site?.answersByMail.hasReceipts && isMailOn(config) && !isConfirmed;
    if (!isWanted || !contact || conversation.status === 'held' || !to) return void (await store.jobs.drop(job));
    const id = `receipt_${keyOf(config.secretKey, [site.id, to.toLowerCase(), dayOf(site, at)])}`;
    const { locale } = contact;
    const letter = letterDelivery(core, {
      ...{ id, to, template: 'received', locale, values: { site: site.name } },
      ...{ siteId: site.id, conversationId, headers: await replyHeaders(core, conversation) },
    });
    if (await store.answers.acknowledge({ job, receipt: { id, at }, letter })) outbox.wake();
  };
}

function keyOf(secretKey: string, parts: string[]): string {
  return createHmac('sha256', secretKey)
    .update(JSON.stringify(['receipt', ...parts]))
    .digest('base64url')
    .slice(0, 27);
}
