import { expect, test } from 'vitest';
import type { Contact } from '../../../../protocol/contacts.ts';
import { contactNews } from '../../../../server/features/contacts/desk-news.ts';
import { newContact } from '../../../../server/features/contacts/rules.ts';
import { type DeskNews, deskDeliveries } from '../../../../server/features/webhooks/rules.ts';
import type { WebhookRecord } from '../../../../server/features/webhooks/store.ts';

const webhook = (id: string, change: Partial<WebhookRecord> = {}): WebhookRecord => ({
  id,
  siteId: null,
  url: 'https://crm.example/hook',
  events: ['contact.changed'],
  isDisabled: false,
  createdAt: 0,
  secrets: [],
  ...change,
});
const news: DeskNews = {
  event: 'contact.changed',
  contactId: 'ann',
  cause: ['ann', 7],
  at: 1_000,
  data: { siteId: null },
};

test('D7 what happens with a person is told to the webhooks of the whole desk that ask for it, each time once', () => {
  const all = [
    webhook('crm'),
    webhook('site', { siteId: 'altan' }),
    webhook('off', { isDisabled: true }),
    webhook('other', { events: ['contact.added', 'entry.added'] }),
  ];
  const [told, ...more] = deskDeliveries(all, [news]);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ target: 'crm', contactId: 'ann', siteId: null, conversationId: null, dueAt: 1_000 });
  expect(JSON.parse(told!.payload)).toEqual({
    type: 'contact.changed',
    timestamp: '1970-01-01T00:00:01.000Z',
    data: { siteId: null },
  });
  // Tried anew, the same step gives the same delivery; another change gives another.
  expect(deskDeliveries(all, [news])[0]!.id).toBe(told!.id);
  expect(deskDeliveries(all, [{ ...news, cause: ['ann', 8] }])[0]!.id).not.toBe(told!.id);
  expect(deskDeliveries(all, [{ ...news, contactId: null }])[0]).not.toHaveProperty('contactId');
});

test('D7 somebody is told of when they can be named, when they change, and when they are joined', () => {
  const base = newContact({ id: 'ann', siteId: null, locale: 'en', timeZone: 'UTC' }, 1_000);
  const eventsOf = (before: Contact | null, after: Contact) => contactNews(before, after).map(each => each.event);
  const ann = { ...base, name: 'Ann' };
  expect(eventsOf(null, base)).toEqual([]);
  expect(eventsOf(base, { ...base, attributes: { page: '/' }, timeZone: 'Asia/Ulaanbaatar' })).toEqual([]);
  expect(eventsOf(null, ann)).toEqual(['contact.added']);
  expect(eventsOf(base, ann)).toEqual(['contact.added']);
  expect(eventsOf(ann, { ...ann, tags: ['vip'] })).toEqual(['contact.changed']);
  expect(eventsOf(ann, { ...ann, version: 9, card: { id: 'bob', name: 'Bob' } })).toEqual([]);
  expect(eventsOf(ann, { ...ann, mergedInto: 'bob' })).toEqual(['contact.merged']);
  expect(eventsOf({ ...ann, mergedInto: 'bob' }, ann)).toEqual(['contact.merged']);
  const told = contactNews(ann, { ...ann, tags: ['vip'] })[0]!;
  expect(told).toMatchObject({ contactId: 'ann', data: { siteId: null, contact: { name: 'Ann', tags: ['vip'] } } });
});
