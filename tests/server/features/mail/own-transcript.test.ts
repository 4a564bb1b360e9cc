import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { DAY } from '../../../contract/scene.ts';
import {
  agent,
  buildFleet,
  buildTestApp,
  type Desk,
  send,
  type VisitorDialogue,
  visitor,
} from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();
const SHOP = 'https://shop.example';

/** What a page asks, with its visitor's token. */
function wants(desk: Desk, page: Pick<VisitorDialogue, 'token'>, body: object, more: object = {}) {
  const headers = { authorization: `Bearer ${page.token}` };
  return ask(desk, 'POST /v1/sites/altan/transcript', { body, headers, origin: SHOP, ...more });
}

/** Bat wrote and was answered, with a note and a rating between. */
async function talk(desk: Desk, email?: string) {
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const bat = await visitor(desk, { locale: 'en' });
  if (email) await bat.ask({ type: 'visitor.identify', name: 'Bat', email });
  const { conversationId } = await send(bat, 'Roses on Friday?');
  await desk.context.routing.settled();
  const answer = () => sarnai.ask({ type: 'message.send', conversationId, text: 'From nine on' });
  await sarnai.ask({ type: 'note.add', conversationId, text: 'Pays late' });
  return { sarnai, bat, conversationId, answer };
}

async function openDesk() {
  const mail = await openMailServer();
  const desk = await buildTestApp({ config: mail.config });
  const sent = async () => {
    await desk.context.outbox.settled();
    return Promise.all(mail.got.map(each => simpleParser(each.raw)));
  };
  return { desk, mail, sent };
}

test('ML12 P5 a visitor has what they see mailed, once for an id, and notes are in no letter', async () => {
  const { desk, sent } = await openDesk();
  const { bat, answer } = await talk(desk, 'bat@home.example');
  expect(bat.welcome.site.mailsTalks).toBe(true);
  await answer();
  const first = await wants(desk, bat, { clientId: 'wanted-by-a-press' });
  expect([first.statusCode, first.json()]).toEqual([200, { state: 'queued', to: 'b…@home.example' }]);
  const letters = await sent();
  expect(letters.map(each => each.to)).toMatchObject([{ text: 'bat@home.example' }]);
  expect(letters[0]!.text).toContain('Roses on Friday?');
  expect(letters[0]!.text).toContain('From nine on');
  expect(letters[0]!.text).not.toContain('Pays late');
  // Also when it has left already.
  expect((await wants(desk, bat, { clientId: 'wanted-by-a-press' })).json().state).toBe('queued');
  expect(await sent()).toHaveLength(1);
});

test('ML12 where no address is known it is asked for, is theirs from then on, and no other one counts then', async () => {
  const { desk, sent } = await openDesk();
  const { bat, answer, conversationId } = await talk(desk);
  await answer();
  expect((await wants(desk, bat, { clientId: 'wanted-without' })).json()).toEqual({ state: 'nobody', to: '' });
  const bad = await wants(desk, bat, { clientId: 'wanted-badly', email: 'bat at home' });
  expect([bad.statusCode, bad.json().fields]).toEqual([422, { email: 'EMAIL_INVALID' }]);
  const typed = await wants(desk, bat, { clientId: 'wanted-there', email: 'bat@home.example' });
  expect(typed.json()).toEqual({ state: 'queued', to: 'b…@home.example' });
  expect((await desk.store.conversations.find(conversationId))!.contact.email).toBe('bat@home.example');
  const other = await wants(desk, bat, { clientId: 'wanted-elsewhere', email: 'eve@evil.example' });
  expect(other.json().to).toBe('b…@home.example');
  expect((await sent()).map(each => each.to)).toMatchObject([
    { text: 'bat@home.example' },
    { text: 'bat@home.example' },
  ]);
});

test('ML12 nobody mails their own words alone, another’s talk, or what is held', async () => {
  const { desk, sent } = await openDesk();
  const { bat, answer } = await talk(desk, 'bat@home.example');
  expect((await wants(desk, bat, { clientId: 'wanted-too-soon' })).json().state).toBe('unanswered');
  await answer();
  const eve = await visitor(desk, { locale: 'en' });
  await eve.ask({ type: 'visitor.identify', email: 'bat@home.example' });
  expect((await wants(desk, eve, { clientId: 'wanted-of-bat' })).json().state).toBe('unanswered');
  expect((await wants(desk, { token: 'nobody' }, { clientId: 'wanted-by-none' })).statusCode).toBe(401);
  await desk.changeSite({ origins: [SHOP] });
  const foreign = await wants(desk, bat, { clientId: 'wanted-abroad' }, { origin: 'https://evil.example' });
  expect(foreign.statusCode).toBe(403);
  expect(await sent()).toEqual([]);
});

test('ML12 three a day for a conversation and to an address, and tomorrow again', async () => {
  const { desk, sent } = await openDesk();
  const { bat, answer } = await talk(desk, 'bat@home.example');
  await answer();
  const states = async (page: VisitorDialogue, of: string) =>
    (await Promise.all([1, 2, 3, 4].map(nth => wants(desk, page, { clientId: `wanted-${of}-${nth}` }))))
      .map(each => each.json().state)
      .sort();
  expect(await states(bat, 'first')).toEqual(['full', 'queued', 'queued', 'queued']);
  const again = await talk(desk, 'BAT@home.example');
  await again.answer();
  expect(await states(again.bat, 'second')).toEqual(['full', 'full', 'full', 'full']);
  expect(await sent()).toHaveLength(3);
  await desk.pass(DAY);
  expect((await wants(desk, bat, { clientId: 'wanted-tomorrow' })).json().state).toBe('queued');
});

test('ML12 ML5 ML10 what can not arrive is said', async () => {
  const { desk } = await openDesk();
  const { bat, answer } = await talk(desk, 'nobody@home.example');
  await answer();
  await wants(desk, bat, { clientId: 'wanted-in-vain' });
  await desk.context.outbox.settled();
  const again = await wants(desk, bat, { clientId: 'wanted-again' });
  expect(again.json()).toEqual({ state: 'suppressed', to: 'n…@home.example' });
  const off = await buildTestApp();
  const there = await talk(off, 'bat@home.example');
  await there.answer();
  expect(there.bat.welcome.site).not.toHaveProperty('mailsTalks');
  expect((await wants(off, there.bat, { clientId: 'wanted-where-off' })).json().state).toBe('off');
});

test.skipIf(!mongo.uri)('ML12 wanted of two servers at once it is one letter, and no more than three are', async () => {
  const mail = await openMailServer();
  const [one, two] = await buildFleet(newDatabase(mongo), 2, mail.config);
  const { bat, answer } = await talk(one!, 'bat@home.example');
  await answer();
  const all = [one!, two!, one!, two!];
  const same = await Promise.all(all.map(desk => wants(desk, bat, { clientId: 'wanted-everywhere' })));
  expect(same.map(each => each.json().state)).toEqual(['queued', 'queued', 'queued', 'queued']);
  const others = await Promise.all(all.map((desk, nth) => wants(desk, bat, { clientId: `wanted-${nth}-there` })));
  expect(others.map(each => each.json().state).sort()).toEqual(['full', 'full', 'queued', 'queued']);
});
