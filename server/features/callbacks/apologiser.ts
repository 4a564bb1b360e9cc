/** Says by SMS, to who left no mail address, that they were rung and never reached (SPEC CB9). */
import type { Core } from '../../core.ts';
import { wayBack } from '../answers/commands.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { Sites } from '../sites/sites.ts';
import { smsToPerson } from '../sms/people.ts';
import { shortApology } from './apologies.ts';

/** Does the jobs of the kind `apology`: one message for each callback, written with the end of its job. */
export function createApologiser(core: Core, sites: Sites): JobHandler {
  const { store, hub, outbox } = core;
  return async job => {
    const { conversationId, subject, siteId } = job;
    const [site, conversation, callback] = await Promise.all([
      sites.byId(siteId),
      store.conversations.find(conversationId),
      store.callbacks.find(subject),
    ]);
    const contact = conversation && (await store.contacts.find(conversation.contact.id));
    const isOver = callback?.status !== 'missed' || conversation?.status === 'held';
    // Whoever has the page open reads it there.
    if (!site || !contact || isOver || hub.isVisitorHere(conversationId)) return void (await store.jobs.drop(job));
    const { link, address } = await wayBack(core, { site, conversationId });
    const delivery = await smsToPerson(
      core,
      { what: 'apology', contactId: contact.id },
      {
        ...{ id: `apology_${callback.id}`, siteId, conversationId, to: callback.phone, zone: contact.timeZone },
        text: shortApology(contact.locale, { site: site.name, link: address }),
      },
    );
    if (!delivery) return void (await store.jobs.drop(job));
    if (await store.answers.put({ job, link, delivery })) outbox.wake();
  };
}
