import { SignJWT } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import type { Contact } from '../../../../protocol/contacts.ts';
import { seal } from '../../../../server/secrets.ts';
import { agent, buildTestApp, type Desk, send, TEST_CONFIG, visitor, visitorSocket } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';

const SECRET = 'a secret between the shop and Deskbell';
const sealed = (secret: string) => seal(TEST_CONFIG.secretKey, secret);
const ALTAN = { site: { identitySecret: sealed(SECRET) } };

const HOUR = 3_600;
/** Where the clock of a test desk stands, in seconds. */
const NOW = Date.parse('2026-03-04T10:20:00Z') / 1000;

function jwt(claims: Record<string, unknown>, { secret = SECRET, alg = 'HS256' } = {}): Promise<string> {
  return new SignJWT({ exp: NOW + HOUR, ...claims }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

async function contactOf(desk: Desk, visitorId: string): Promise<Contact> {
  const known = await desk.store.visitors.find(visitorId);
  return (await desk.store.contacts.find(known!.contactId))!;
}

const words = (news: object) =>
  'entries' in news && (news.entries as { body: { text?: string } }[]).map(each => each.body.text);

describe('words about a visitor', () => {
  test('P3 typed words fill the contact, agents see them, and nothing is opened by them', async () => {
    const desk = await buildTestApp(ALTAN);
    const sarnai = await agent(desk);
    const other = await visitor(desk);
    await other.ask({ type: 'visitor.identify', email: 'bat@example.mn' });
    await send(other, 'My secret');

    const bat = await visitor(desk);
    await send(bat, 'Hello');
    const answer = await bat.ask({
      type: 'visitor.identify',
      name: 'Bat',
      email: 'bat@example.mn',
      phone: '+976 9911 2233',
      attributes: { plan: 'gold' },
    });
    expect(answer.type).toBe('ack');
    const { conversation } = await sarnai.hears(
      'conversation.changed',
      news => news.conversation.contact.name === 'Bat',
    );
    expect(conversation.contact).toMatchObject({ email: 'bat@example.mn', phone: '+97699112233' });
    expect(await contactOf(desk, bat.visitorId)).toMatchObject({ isVerified: false, attributes: { plan: 'gold' } });
    expect(JSON.stringify((await visitor(desk, { token: bat.token })).welcome)).not.toContain('My secret');
  });

  test('W18 words that change nothing are no news', async () => {
    const desk = await buildTestApp(ALTAN);
    const sarnai = await agent(desk, { capacity: 0 });
    const bat = await visitor(desk);
    await send(bat, 'Hello');
    const signed = await jwt({ sub: 'u1', name: 'Bat' });
    for (const said of [{ name: 'Bat' }, { jwt: signed }]) {
      await bat.ask({ type: 'visitor.identify', ...said });
      await sarnai.rest();
      await bat.ask({ type: 'visitor.identify', ...said });
      expect((await sarnai.rest()).filter(news => news.type === 'conversation.changed')).toEqual([]);
    }
  });

  test('W18 a language or zone that changed is told too', async () => {
    const desk = await buildTestApp(ALTAN);
    const sarnai = await agent(desk, { capacity: 0 });
    const bat = await visitor(desk);
    await send(bat, 'Hello');
    await sarnai.rest();
    await visitor(desk, { token: bat.token, locale: 'ru', timeZone: 'Asia/Irkutsk' });
    const { conversation } = await sarnai.hears('conversation.changed');
    expect(conversation.contact).toMatchObject({ locale: 'ru', timeZone: 'Asia/Irkutsk' });
  });

  test.each([
    [{ email: 'bat@' }, 'EMAIL_INVALID', { email: 'EMAIL_INVALID' }],
    [{ phone: '12' }, 'PHONE_INVALID', { phone: 'PHONE_INVALID' }],
  ])('P3 %o is refused, and nothing changes', async (sent, code, fields) => {
    const desk = await buildTestApp();
    const bat = await visitor(desk);
    expect(await bat.ask({ type: 'visitor.identify', name: 'Bat', ...sent })).toMatchObject({ code, fields });
    expect((await contactOf(desk, bat.visitorId)).name).toBe('');
  });

  test('P3 typed words do not overwrite what a signed identity said', async () => {
    const desk = await buildTestApp(ALTAN);
    const bat = await visitor(desk);
    await bat.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1', name: 'Bat', email: 'bat@example.mn' }) });
    await bat.ask({ type: 'visitor.identify', name: 'Mallory', email: 'm@example.mn', phone: '+97699112233' });
    expect(await contactOf(desk, bat.visitorId)).toMatchObject({
      name: 'Bat',
      email: 'bat@example.mn',
      phone: '+97699112233',
    });
  });
});

describe('a signed identity', () => {
  test('P4 is not overwritten by a form or a callback of the same person', async () => {
    const desk = await buildTestApp(ALTAN);
    const bat = await visitor(desk);
    await bat.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1', name: 'Bat', email: 'bat@example.mn' }) });
    const typed = { name: 'Mallory', email: 'm@example.mn' };
    expect((await bat.ask({ type: 'form.send', ...typed, message: 'Hello' })).type).toBe('ack');
    const ring = { name: 'Mallory', phone: '+97699112233' };
    expect((await bat.ask({ type: 'callback.request', ...ring })).type).toBe('ack');
    expect(await contactOf(desk, bat.visitorId)).toMatchObject({
      ...{ name: 'Bat', email: 'bat@example.mn', phone: ring.phone, typed },
      sources: { name: 'signed', email: 'signed', phone: 'typed' },
    });
  });

  test('P3 P4 is not overwritten by words that were judged before it', async () => {
    const desk = await buildTestApp(ALTAN);
    const { visitors, contacts } = desk.store;
    const bat = await visitor(desk);
    const { find } = contacts;
    vi.spyOn(contacts, 'find').mockImplementationOnce(async id => {
      const read = await find(id);
      const who = { visitorId: bat.visitorId, externalId: 'u1', newContactId: 'unused' };
      await visitors.identify({ ...who, words: { name: 'Bat' }, at: desk.context.now() });
      return read;
    });
    await bat.ask({ type: 'visitor.identify', name: 'Mallory', email: 'bat@example.mn' });
    expect(await contactOf(desk, bat.visitorId)).toMatchObject({ name: 'Bat', email: 'bat@example.mn' });
  });

  test('W18 names every conversation of the person in every open inbox', async () => {
    const desk = await buildTestApp(ALTAN);
    const sarnai = await agent(desk, { capacity: 0 });
    const [phone, laptop] = [await visitor(desk), await visitor(desk)];
    const ids = [(await send(phone, 'From my phone')).conversationId, (await send(laptop, 'Desk')).conversationId];
    await phone.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1' }) });
    await sarnai.rest();
    await laptop.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1', name: 'Bat' }) });
    for (const id of ids)
      await sarnai.hears(
        'conversation.changed',
        ({ conversation: its }) => its.id === id && its.contact.name === 'Bat',
      );
  });

  test('P4 brings the conversation to another browser, on all of its pages', async () => {
    const desk = await buildTestApp(ALTAN);
    const phone = await visitor(desk);
    await phone.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1', name: 'Bat' }) });
    await send(phone, 'From my phone');

    const laptop = await visitor(desk);
    const tab = await visitor(desk, { token: laptop.token });
    expect((await laptop.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1' }) })).type).toBe('ack');
    for (const page of [laptop, tab]) {
      const news = await page.hears('conversation.resumed');
      expect(news.isFresh).toBe(true);
      expect(words(news)).toEqual(['From my phone']);
    }
    expect(await contactOf(desk, laptop.visitorId)).toMatchObject({ externalId: 'u1', isVerified: true, name: 'Bat' });
    await send(phone, 'Still here');
    for (const page of [laptop, tab]) await page.hears('entry.added');
  });

  test('P4 another user in the same browser leaves the conversation of the one before', async () => {
    const desk = await buildTestApp(ALTAN);
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    await bat.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1' }) });
    const { conversationId } = await send(bat, 'Private');
    await bat.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u2' }) });
    expect(await bat.hears('conversation.resumed')).toMatchObject({ conversation: null, entries: [], isFresh: true });
    await sarnai.ask({ type: 'message.send', conversationId, text: 'For u1 only' });
    const heard = JSON.stringify([await bat.rest(), (await visitor(desk, { token: bat.token })).welcome]);
    expect(heard).not.toMatch(/Private|For u1 only/);
  });

  test.each<[string, (now: number) => Promise<string>]>([
    ['signed with another secret', () => jwt({ sub: 'u1' }, { secret: 'somebody else made this one up' })],
    ['run out', now => jwt({ sub: 'u1', exp: now / 1000 - 3_600 })],
    ['without an end', () => jwt({ sub: 'u1', exp: undefined })],
    ['good for longer than a day', now => jwt({ sub: 'u1', exp: now / 1000 + 25 * HOUR })],
    ['for another site', () => jwt({ sub: 'u1', aud: 'other' })],
    ['for several sites, and not for this one', () => jwt({ sub: 'u1', aud: ['other', 'third'] })],
    ['not valid yet', now => jwt({ sub: 'u1', nbf: now / 1000 + 3_600 })],
    ['without a subject', () => jwt({ name: 'Bat' })],
    ['with an empty subject', () => jwt({ sub: '' })],
    ['of another algorithm', () => jwt({ sub: 'u1' }, { alg: 'HS512' })],
    ['unsigned', async () => `${btoa('{"alg":"none"}')}.${btoa('{"sub":"u1"}')}.`.replaceAll('=', '')],
    ['of another site', () => jwt({ sub: 'u1' }, { secret: 'the secret of the other shop' })],
    ['no JWT at all', async () => 'hello'],
  ])('P4 one that is %s is refused, and the visitor stays who they are', async (_, make) => {
    const desk = await buildTestApp(ALTAN);
    await desk.addSite({ key: 'other', identitySecret: sealed('the secret of the other shop') });
    const bat = await visitor(desk);
    const answer = await bat.ask({ type: 'visitor.identify', jwt: await make(desk.context.now()) });
    expect(answer).toMatchObject({ type: 'error', code: 'IDENTITY_INVALID' });
    expect(await contactOf(desk, bat.visitorId)).toMatchObject({ externalId: null, isVerified: false });
    expect((await bat.ask({ type: 'ping' })).type).toBe('pong');
  });

  test('P4 clocks may differ by a minute', async () => {
    const desk = await buildTestApp(ALTAN);
    const bat = await visitor(desk);
    const exp = desk.context.now() / 1000 - 30;
    expect((await bat.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1', exp }) })).type).toBe('ack');
  });

  test('P4 one that says for whom it is, and has an id, is taken there', async () => {
    const desk = await buildTestApp({ ...ALTAN, config: { identityMaxHours: 48 } });
    for (const claims of [{ aud: 'altan', jti: 'once' }, { aud: ['other', 'altan'] }, { exp: NOW + 47 * HOUR }]) {
      const bat = await visitor(desk);
      expect((await bat.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1', ...claims }) })).type).toBe('ack');
    }
  });

  test('P7 after a rotation whoever was signed in is a stranger, and who never was stays who they are', async () => {
    const desk = await buildTestApp(ALTAN);
    await desk.addSite({ key: 'other', identitySecret: sealed(SECRET) });
    const owner = await staffed(desk, { role: 'owner' });
    const [bat, ann] = [await visitor(desk), await visitor(desk)];
    const elsewhere = await visitor(desk, { site: 'other' });
    for (const page of [bat, elsewhere])
      await page.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1', name: 'Bat' }) });
    await send(bat, 'My secret');
    await send(ann, 'Hello');
    expect((await (await staffed(desk)).ask('POST /v1/sites/altan/sign-out-visitors')).statusCode).toBe(403);
    const answer = await owner.ask('POST /v1/sites/altan/sign-out-visitors');
    expect([answer.statusCode, answer.json()]).toEqual([200, { visitors: 1 }]);
    // Sent away to come back, each as whoever they are then.
    expect(await Promise.all([bat.closed, ann.closed])).toEqual([1012, 1012]);
    const back = await visitorSocket(desk);
    const hello = { type: 'hello', version: 1, site: 'altan' } as const;
    expect(await back.ask({ ...hello, token: bat.token })).toMatchObject({ code: 'TOKEN_INVALID' });
    expect(await back.ask(hello)).toMatchObject({ type: 'welcome', conversation: null });
    expect(words((await visitor(desk, { token: ann.token })).welcome)).toEqual(['Hello']);
    expect((await elsewhere.ask({ type: 'ping' })).type).toBe('pong');
  });

  test('P7 a page that says hello in the very moment is signed out too', async () => {
    const desk = await buildTestApp(ALTAN);
    const owner = await staffed(desk, { role: 'owner' });
    const bat = await visitor(desk);
    await bat.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1' }) });
    const { visitors } = desk.store;
    const { byToken } = visitors;
    vi.spyOn(visitors, 'byToken').mockImplementationOnce(async (...who) => {
      const found = await byToken(...who);
      await owner.ask('POST /v1/sites/altan/sign-out-visitors');
      return found;
    });
    const late = await visitorSocket(desk);
    late.say({ type: 'hello', version: 1, site: 'altan', token: bat.token });
    expect(await late.closed).toBe(1012);
    await expect.poll(() => [...desk.context.hub.peers()].length).toBe(0);
  });

  test('P8 one with an id of its own opens nothing in another browser, and the same one may show it again', async () => {
    const desk = await buildTestApp(ALTAN);
    const bat = await visitor(desk);
    const own = await jwt({ sub: 'u1', jti: 'once' });
    const say = (page: typeof bat, token: string) => page.ask({ type: 'visitor.identify', jwt: token });
    expect((await say(bat, own)).type).toBe('ack');
    await send(bat, 'My secret');
    // A reload: another page of the same browser.
    const again = await visitor(desk, { token: bat.token });
    expect((await say(again, own)).type).toBe('ack');
    const thief = await visitor(desk);
    expect(await say(thief, own)).toMatchObject({ type: 'error', code: 'IDENTITY_USED' });
    expect(JSON.stringify((await visitor(desk, { token: thief.token })).welcome)).not.toContain('My secret');
    // The site signs another one for the phone of the same user.
    const phone = await visitor(desk);
    expect((await say(phone, await jwt({ sub: 'u1', jti: 'other' }))).type).toBe('ack');
    // The name is the site's own: another site may have it too.
    const bakery = await desk.addSite({ key: 'bakery', identitySecret: sealed(SECRET) });
    const eve = await visitor(desk, { site: bakery.key });
    expect((await say(eve, own)).type).toBe('ack');
  });

  test.each([[''], ['x'.repeat(201)], [7]])('P8 an id that is none is refused: %s', async jti => {
    const desk = await buildTestApp(ALTAN);
    const bat = await visitor(desk);
    const answer = await bat.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1', jti }) });
    expect(answer).toMatchObject({ type: 'error', code: 'IDENTITY_INVALID' });
  });

  test('P4 a site without a secret takes none', async () => {
    const bat = await visitor(await buildTestApp());
    expect(await bat.ask({ type: 'visitor.identify', jwt: await jwt({ sub: 'u1' }, { secret: 'x' }) })).toMatchObject({
      code: 'IDENTITY_INVALID',
    });
  });
});

describe('the trail', () => {
  test('P6 pages and events are kept, newest first', async () => {
    const desk = await buildTestApp();
    const page = { url: 'https://altan.example/', title: 'Flowers', referrer: 'https://search.example/' };
    const bat = await visitor(desk, { page, userAgent: 'Firefox on a tablet' });
    const cart = { type: 'visitor.track', kind: 'event', name: 'cart', url: 'https://altan.example/cart' } as const;
    expect((await bat.ask(cart)).type).toBe('ack');
    const known = await desk.store.visitors.find(bat.visitorId);
    expect(known).toMatchObject({ referrer: 'https://search.example/', userAgent: 'Firefox on a tablet' });
    expect(known?.trail.map(each => [each.kind, each.name])).toEqual([
      ['event', 'cart'],
      ['page', 'Flowers'],
    ]);
  });
});
