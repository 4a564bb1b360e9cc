/** A desk with thousands of open conversations of one agent, and what goes on in them: all by the acts that people's pages ask for. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../../server/context.ts';
import { newContact } from '../../server/features/contacts/rules.ts';
import { markRead, say, setStatus, tag } from '../../server/features/conversations/commands.ts';
import { sentOf } from '../../server/features/conversations/rules.ts';
import { submit } from '../../server/features/submissions/commands.ts';

/** Written in one turn of the event loop. */
const AT_ONCE = 500;
const HOUR_MS = 3_600_000;
const NAMES = ['Bolormaa', 'Ганзориг', 'Sarnai', 'Оюунчимэг', 'Selam', 'Амина', 'Daniel', 'Нараа'];
const SAID = [
  'Do you deliver to Darkhan by Friday noon?',
  'Тийм, хоёр баглаа авъя.',
  'And the white peonies, are they open?',
];
const ANSWERED = 'We do, until noon. Шинэхэн байгаа.';
/** Steps over the conversations, so that neighbours in time are none in the list. */
const STRIDE = 1_237;

type Agent = { id: string; name: string };
/** Who talks, by the number of their conversation. */
export interface Person {
  visitorId: string;
  conversationId: string;
}

/** Open conversations, all of one agent. People have waited for up to ten hours in two of three; the rest are answered. */
export async function fillDesk({ store, newId }: Context, agent: Agent, conversations: number): Promise<Person[]> {
  const [site] = await store.sites.all();
  const siteId = site!.id;
  const author = { kind: 'agent', ...agent } as const;

  async function come(number: number): Promise<Person> {
    const [id, contactId] = [newId(), newId()];
    const at = Date.now() - (10 * HOUR_MS * (conversations - number)) / conversations;
    const locale = number % 2 ? 'mn' : 'en';
    const name = `${NAMES[number % NAMES.length]} ${number}`;
    const contact = { ...newContact({ id: contactId, siteId, locale, timeZone: 'Asia/Ulaanbaatar' }, at), name };
    const met = { userAgent: '', referrer: '', trail: [], createdAt: at, seenAt: at };
    await store.visitors.create({ id, siteId, contactId, conversationId: null, ...met, tokenHash: newId() }, contact);
    const { conversation } = await store.conversations.submit({
      ...{ siteId, visitorId: id, ...sentOf({ clientId: `come-${number}` }) },
      body: { kind: 'message', text: SAID[number % SAID.length]! },
      ...{ words: {}, newConversationId: newId(), callbacksPerSlot: 1, at },
    });
    const its = { conversationId: conversation.id, author };
    const sent = { ...sentOf({ clientId: `take-${number}` }) };
    await store.conversations.assign({ ...its, from: null, to: agent, sent, at: at + 1 });
    if (number % 3 === 0) {
      const body = { kind: 'message', text: ANSWERED } as const;
      await store.conversations.append({ ...its, ...sentOf({ clientId: `answer-${number}` }), body, at: at + 2 });
    }
    return { visitorId: id, conversationId: conversation.id };
  }

  const people: Person[] = [];
  for (let from = 0; from < conversations; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, conversations - from) }, (_, at) => come(from + at));
    people.push(...(await Promise.all(some)));
  }
  await store.search.settled();
  return people;
}

/**
 * Has people write, and be answered, read, tagged, closed and opened again, at an even pace and spread over all of them.
 * Of ten changes six are their words.
 * @param order.from how many changes there were before
 * @returns how many changes there were, and how long it took, ms
 */
export async function stirDesk(
  context: Context,
  agent: Agent,
  people: Person[],
  { from, perSecond, seconds }: { from: number; perSecond: number; seconds: number },
): Promise<{ changes: number; ms: number }> {
  const { store, newId } = context;
  const [site] = await store.sites.all();
  const by = { kind: 'agent', ...agent } as const;
  const changes = perSecond * seconds;

  async function change(number: number): Promise<void> {
    const { visitorId, conversationId } = people[(number * STRIDE) % people.length]!;
    const asks = () => ({ by, sent: sentOf({ clientId: newId() }, agent.id), answer: () => undefined });
    switch (number % 10) {
      case 6:
        return say(context, asks(), conversationId, { type: 'message.send', text: ANSWERED });
      case 7:
        return markRead(context, 'agent', conversationId, 1, () => undefined);
      case 8:
        return tag(context, asks(), conversationId, { tag: 'peonies', isOn: true });
      case 9: {
        // Each that is closed is opened by the next of these.
        const isOpened = Math.floor(number / 10) % 2 === 1;
        const whose = people[((isOpened ? number - 10 : number) * STRIDE) % people.length]!;
        return setStatus(context, asks(), whose.conversationId, isOpened ? 'open' : 'closed');
      }
      default: {
        const words = { type: 'message.send', clientId: newId(), text: SAID[number % SAID.length]! } as const;
        const visitor = { id: visitorId, conversationId };
        await submit(context, { site: site!, visitor, address: '127.0.0.1' }, words);
      }
    }
  }

  const begun = performance.now();
  for (let number = 0; number < changes; number++) {
    const wait = (number * 1000) / perSecond - (performance.now() - begun);
    if (wait > 0) await pause(wait);
    await change(from + number);
  }
  return { changes, ms: performance.now() - begun };
}
