import { expect, test } from 'vitest';
import type { CardAnswer } from '../../../../protocol/cards.ts';
import { buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';

const HOUR = 3_600_000;

/** Bolormaa asked for a call on one site, and wrote on another from another browser, leaving the same number. */
async function joined(desk: Desk) {
  const owner = await staffed(desk, { role: 'owner' });
  const there = await desk.addSite({ key: 'tulga' });
  const phone = '+97699112233';
  const one = await visitor(desk);
  await one.ask({ type: 'callback.request', phone, name: 'Bolormaa', topic: 'the wedding' });
  const other = await visitor(desk, { site: there.key });
  await other.ask({ type: 'form.send', name: '', phone, message: 'No lilies, please' });
  const contacts = await desk.store.visitors
    .find(one.visitorId)
    .then(async first => [first!, (await desk.store.visitors.find(other.visitorId))!]);
  const [first, second] = contacts.map(({ contactId }) => contactId) as [string, string];
  const read = async (id: string, who = owner) => {
    const answer = await who.ask(`GET /v1/contacts/${id}/card`);
    return { status: answer.statusCode, body: answer.json() as CardAnswer };
  };
  return { owner, there, first, second, read };
}

test('CA1 CA3 the card is one, whichever of its contacts is asked for, with what is promised and how to begin', async () => {
  const desk = await buildTestApp();
  const { first, second, read } = await joined(desk);
  const { body } = await read(second);
  expect(await read(first)).toEqual({ status: 200, body });
  const { card, promises, hints, conversationId } = body;
  expect(card).toMatchObject({ id: first, name: 'Bolormaa', merges: [{ reason: 'number', isVerified: false }] });
  expect(new Set(card.ids)).toEqual(new Set([first, second]));
  expect(promises).toMatchObject([{ kind: 'callback', about: 'the wedding' }]);
  expect(hints).toEqual([{ hint: 'promised_call', what: 'the wedding', at: promises[0]!.at }]);
  expect(body).toMatchObject({ glances: {}, suggestions: 0, since: card.createdAt });
  expect(body.heardAt).toBe(desk.context.now());
  const talks = await desk.store.views.ofContact(second, 10);
  expect([...talks, ...(await desk.store.views.ofContact(first, 10))].map(({ id }) => id)).toContain(conversationId);
});

test('CA1 what is put aside is promised, after what has an hour; and the timeline is that of the whole card', async () => {
  const desk = await buildTestApp();
  const { owner, first, second, read } = await joined(desk);
  const [talk] = await desk.store.views.ofContact(second, 1);
  const author = { kind: 'agent', id: owner.agent.id, name: 'Sarnai' } as const;
  const sent = { clientId: 'client-snooze', fingerprint: 'f' };
  const at = desk.context.now();
  await desk.store.snoozes.snooze({ conversationId: talk!.id, until: null, author, sent, at });
  const { body } = await read(first);
  expect(body.promises).toMatchObject([{ kind: 'callback' }, { kind: 'snooze', at: null, about: 'No lilies, please' }]);
  const timeline = (await owner.ask(`GET /v1/contacts/${first}/timeline`)).json() as { items: { kind: string }[] };
  expect(timeline.items.map(({ kind }) => kind).sort()).toEqual(['callback', 'talk']);
});

test('CA2 RI4 whoever sees one of its sites sees the card, and of what was said what is of those', async () => {
  const desk = await buildTestApp();
  const { there, first, read } = await joined(desk);
  const limited = await staffed(desk, { siteIds: [there.id] });
  const { body } = await read(first, limited);
  expect(body.card.name).toBe('Bolormaa');
  expect(body.promises).toEqual([]);
  expect((await desk.store.conversations.find(body.conversationId!))!.siteId).toBe(there.id);
  const third = await desk.addSite({ key: 'third' });
  expect((await read(first, await staffed(desk, { siteIds: [third.id] }))).status).toBe(404);
  expect((await read('nobody')).status).toBe(404);
});

test('CA1 CA3 rooms that keep something of people tell it in one glance', async () => {
  const desk = await buildTestApp();
  const guest = await visitor(desk);
  await send(guest, 'Hello');
  const { contactId } = (await desk.store.visitors.find(guest.visitorId))!;
  const at = desk.context.now() - 30 * 24 * HOUR;
  const seen: string[][] = [];
  desk.context.glances = {
    purchases: async contactIds => {
      seen.push([...contactIds]);
      const last = { at, currency: 'MNT', total: 100, lines: [{ name: 'peonies' }] };
      return { count: 1, sums: [{ currency: 'MNT', total: 100, count: 1 }], firstAt: at, last, usual: null };
    },
  };
  const owner = await staffed(desk, { role: 'owner' });
  const body = (await owner.ask(`GET /v1/contacts/${contactId}/card`)).json() as CardAnswer;
  expect(body.hints).toEqual([{ hint: 'ask_how_it_was', what: 'peonies', at }]);
  expect(body).toMatchObject({ since: at, glances: { purchases: { count: 1 } } });
  expect(seen).toEqual([[contactId]]);
});
