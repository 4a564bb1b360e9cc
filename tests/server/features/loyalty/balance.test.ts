import { expect, test } from 'vitest';
import { LOYALTY_DEFAULTS } from '../../../../protocol/loyalty.ts';
import { buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { ask, staffed } from '../../../helpers/http.ts';
import { smsDesk, smsGateway } from '../../../helpers/sms-gateway.ts';

const DAY_MS = 24 * 3_600_000;

async function shop(options: NonNullable<Parameters<typeof buildTestApp>[0]> = {}) {
  const desk = await buildTestApp({ ...options, site: { timeZone: 'Asia/Ulaanbaatar', locale: 'mn', name: 'Алтан' } });
  const owner = await staffed(desk, { role: 'owner', name: 'Oyu' });
  await owner.ask('PATCH /v1/switches', { body: { customers: true, loyalty: true } });
  const rules = { ...LOYALTY_DEFAULTS, percent: 10, referral: { referrer: 500, newcomer: 500 } };
  const levels = [{ name: 'Мөнгөн <b>', fromSum: 50_000, percentDiscount: 10 }];
  await owner.ask('PUT /v1/loyalty/settings', { body: { ...rules, levels } });
  const { conversationId } = await send(await visitor(desk), 'Hello');
  const { contact } = (await desk.store.conversations.find(conversationId))!;
  await owner.ask(`PATCH /v1/contacts/${contact.id}`, { body: { phone: '+97699112233', name: 'Bat' } });
  const sale = { clientId: 'sale-of-a-balance', person: { phone: '99112233' }, what: 'Cut', amount: 6_000_000 };
  expect((await owner.ask('POST /v1/loyalty/sales', { body: sale })).statusCode).toBe(200);
  const correction = { clientId: 'of-a-gift', delta: 100, reason: 'Sorry for Tuesday' };
  await owner.ask(`POST /v1/contacts/${contact.id}/loyalty`, { body: correction });
  const link = async (body = {}): Promise<{ url: string; until: number }> =>
    (await owner.ask(`POST /v1/contacts/${contact.id}/loyalty/link`, { body })).json();
  const open = (url: string, headers = {}) =>
    ask(desk, `GET ${new URL(url).pathname as `/${string}`}`, { origin: null, headers });
  return { desk, owner, contact, link, open };
}

test('LY11 a secret link shows the balance in their language, and nothing that acts or is private', async () => {
  const { desk, contact, link, open } = await shop();
  const { url, until } = await link();
  expect(until).toBe(desk.context.now() + 365 * DAY_MS);
  const page = await open(url, { 'accept-language': 'en' });
  expect(page.statusCode).toBe(200);
  expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
  expect(page.headers['referrer-policy']).toBe('no-referrer');
  expect(page.body).toContain('<meta name="robots" content="noindex">');
  const { locale } = (await desk.store.contacts.find(contact.id))!;
  expect(page.body).toContain(`<html lang="${locale}"`);
  expect(page.body).not.toMatch(/<form|<button|<script|Sorry for Tuesday|Oyu|99112233/);
  expect(page.body).toContain('Мөнгөн &lt;b&gt;');
  expect(page.body).toMatch(/6,001/);
  // What runs out on one day is told once.
  expect(page.body.match(/6,000/g)).toHaveLength(2);
  const [person] = await desk.store.loyalty.people([contact.id]);
  expect(page.body).toContain(person!.code!);
  expect(await desk.store.loyalty.people([contact.id])).toEqual([person]);
});

test('LY11 a link that was made anew, has run out or never was one leads nowhere', async () => {
  const { desk, owner, contact, link, open } = await shop();
  const { url } = await link();
  expect((await link()).url).toBe(url);
  const { url: another } = await link({ isAnew: true });
  expect(another).not.toBe(url);
  expect((await open(url)).statusCode).toBe(404);
  expect((await open(`${another}x`)).statusCode).toBe(404);
  await desk.pass(364 * DAY_MS);
  expect((await open(another)).statusCode).toBe(200);
  await desk.pass(2 * DAY_MS);
  const over = await open(another);
  expect([over.statusCode, over.body.includes('Bat')]).toEqual([410, false]);
  await owner.ask('PATCH /v1/switches', { body: { loyalty: false } });
  expect((await open(another)).statusCode).toBe(410);
  const far = await staffed(desk, { name: 'Far', siteIds: ['another'] });
  expect((await far.ask(`POST /v1/contacts/${contact.id}/loyalty/link`, { body: {} })).statusCode).toBe(404);
});

test('LY12 one press sends it by the way that they have, once, and says by which; where there is none, so much', async () => {
  const mail = { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'Altan <hello@altan.example>' };
  const { desk, owner, contact } = await shop({ config: { ...mail, webhooksToPrivate: true } });
  const send = (clientId: string) =>
    owner.ask(`POST /v1/contacts/${contact.id}/loyalty/link/send`, { body: { clientId } });
  const left = async () => {
    const { items } = await desk.store.outbox.page({ isDead: false, limit: 50 });
    return items.filter(each => each.event === 'balance').map(({ kind, contactId }) => [kind, contactId]);
  };
  // A number alone, and nothing is sent by SMS.
  expect((await send('press-number-1')).json()).toEqual({ way: null });
  await owner.ask(`PATCH /v1/contacts/${contact.id}`, { body: { email: 'bat@shop.example' } });
  const pressed = await Promise.all([1, 2, 3].map(() => send('press-number-2')));
  expect(pressed.map(each => [each.statusCode, each.json()])).toEqual(Array(3).fill([200, { way: 'email' }]));
  expect(await left()).toEqual([['mail', contact.id]]);
  const far = await staffed(desk, { name: 'Far', siteIds: ['another'] });
  const theirs = await far.ask(`POST /v1/contacts/${contact.id}/loyalty/link/send`, {
    body: { clientId: 'of-far-away' },
  });
  expect(theirs.statusCode).toBe(404);
});

test('LY12 by SMS where mail is not set up, and not to who said that they want none', async () => {
  const { desk, owner, contact } = await shop({ config: { webhooksToPrivate: true } });
  const gateway = await smsGateway();
  await smsDesk(desk, gateway.url, {});
  await owner.ask(`PATCH /v1/contacts/${contact.id}`, { body: { email: 'bat@shop.example', locale: 'en' } });
  const send = (clientId: string) =>
    owner.ask(`POST /v1/contacts/${contact.id}/loyalty/link/send`, { body: { clientId } });
  gateway.got.length = 0;
  expect((await send('press-number-1')).json()).toEqual({ way: 'sms' });
  await desk.pass(DAY_MS);
  await desk.context.outbox.settled();
  expect(gateway.got.map(each => each.text)).toEqual([
    expect.stringMatching(/^Алтан: here you see your bonus: http\S+\/f\/altan\/balance\/\S+$/),
  ]);
  await owner.ask(`POST /v1/contacts/${contact.id}/consents`, {
    body: { channel: 'sms', purpose: 'contact', isGiven: false, text: 'None' },
  });
  expect((await send('press-number-2')).json()).toEqual({ way: null });
});
