/** People who wait, each in a conversation of their own: what their agent is told of it is due at one moment. */
import { NOTICE_DEFAULTS } from '../../protocol/notices.ts';
import type { Context } from '../../server/context.ts';
import { newContact } from '../../server/features/contacts/rules.ts';
import { NOTICE_EVENT } from '../../server/features/notices/ways.ts';
import { newSecret, rotated } from '../../server/outbox/signing.ts';

/** Written in one turn of the event loop. */
const AT_ONCE = 500;
const WORDS = 'Сайн байна уу? Do you deliver to Darkhan by Friday noon?';

/**
 * Writes them by the store's own verbs, the notices with their causes. The agent is told by webhook alone: programs are told
 * of each, while by the other ways many at once become one.
 * @param order.inMs from the end of the writing on until they are due
 * @returns when they are due
 */
export async function dueNotices(
  { store, config, newId }: Context,
  agentId: string,
  { people, url, inMs }: { people: number; url: string; inMs: number },
): Promise<{ dueAt: number }> {
  const [site] = await store.sites.all();
  const siteId = site!.id;
  const hook = { id: newId(), siteId, url, events: [NOTICE_EVENT], isDisabled: false, createdAt: Date.now() } as const;
  await store.webhooks.create({
    ...hook,
    events: [...hook.events],
    secrets: rotated(config.secretKey, [], newSecret(), hook.createdAt),
  });
  const ways = NOTICE_DEFAULTS.ways.map(({ way }) => ({ way, isOn: way === 'webhook' }));
  await store.notices.putSettings({ id: agentId, settings: { ...NOTICE_DEFAULTS, ways } });
  const dueAt = Date.now() + inMs;

  async function wait(number: number): Promise<void> {
    const [id, contactId] = [newId(), newId()];
    const seenAt = Date.now();
    const contact = newContact({ id: contactId, siteId, locale: 'mn', timeZone: 'Asia/Ulaanbaatar' }, seenAt);
    const met = { userAgent: '', referrer: '', trail: [], createdAt: seenAt, seenAt };
    await store.visitors.create({ id, siteId, contactId, conversationId: null, ...met, tokenHash: newId() }, contact);
    await store.conversations.submit({
      ...{ siteId, visitorId: id, clientId: `due-${number}`, fingerprint: 'f'.repeat(43) },
      body: { kind: 'message', text: WORDS },
      ...{ words: {}, newConversationId: newId(), callbacksPerSlot: 1, at: dueAt },
    });
  }

  for (let from = 0; from < people; from += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, people - from) }, (_, at) => wait(from + at)));
  }
  await store.search.settled();
  return { dueAt };
}
