import { generateKeyPairSync } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import type { EntryEvent } from '../../../../protocol/entries.ts';
import { type Letter, letterDelivery } from '../../../../server/features/mail/letters.ts';
import { GATEWAY } from '../../../../server/outbox/store.ts';
import { agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';

const HOUR = 3_600_000;

async function openDesk(config = {}) {
  const mail = await openMailServer();
  const desk = await buildTestApp({ config: { ...mail.config, ...config } });
  return { mail, desk };
}

/** Mails something, and waits until there is no more to try now. */
async function post(desk: Desk, letter: Partial<Letter> = {}) {
  const { context, store, site } = desk;
  const id = letter.id ?? `mail_${context.newId()}`;
  const whole: Letter = {
    id,
    to: 'bat@altan.example',
    // Its values say all; of others a room says when they leave what they are about.
    template: 'answer',
    locale: 'en',
    values: { subject: 'Bat', answer: 'is waiting', agent: 'Sarnai', site: 'Altan' },
    siteId: site.id,
    conversationId: null,
    ...letter,
  };
  await store.outbox.put([letterDelivery(context, whole)]);
  context.outbox.wake();
  await context.outbox.settled();
  return id;
}

const waiting = async (desk: Desk) => (await desk.store.outbox.page({ isDead: false, limit: 100 })).items;
const dead = async (desk: Desk) => (await desk.store.outbox.page({ isDead: true, limit: 100 })).items;

test('ML1 ML2 a letter arrives as text and page, under an id of its own, and nothing is left of it', async () => {
  const { mail, desk } = await openDesk();
  const id = await post(desk, {
    values: { subject: 'Бат · Цэцэг', answer: 'is <waiting>', agent: 'Sarnai', site: 'Altan' },
    headers: {
      inReplyTo: 'one@altan.example',
      references: ['zero@altan.example', 'no id\r\nBcc: all@altan.example', 'one@altan.example'],
      replyTo: 'reply@altan.example',
      unsubscribe: { url: 'https://desk.example/off', address: 'off@altan.example' },
    },
  });
  expect(mail.got).toHaveLength(1);
  const [{ from, to, raw }] = mail.got as [(typeof mail.got)[0]];
  expect([from, to]).toEqual(['desk@altan.example', ['bat@altan.example']]);
  const read = await simpleParser(raw);
  expect(read.messageId).toBe(`<${id}@altan.example>`);
  expect(read.subject).toBe('Бат · Цэцэг');
  expect(read.from!.value).toEqual([{ name: 'Altan Flowers', address: 'desk@altan.example' }]);
  expect(read.inReplyTo).toBe('<one@altan.example>');
  expect(read.references).toEqual(['<zero@altan.example>', '<one@altan.example>']);
  expect(read.headers.get('auto-submitted'), 'a person wrote it').toBe(undefined);
  expect(raw.match(/^List-Unsubscribe:/gim)).toHaveLength(1);
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  expect(raw).not.toMatch(/^Bcc:/im);
  expect(read.text).toContain('is <waiting>');
  expect(read.html).toContain('is &lt;waiting&gt;');
  expect([await waiting(desk), await dead(desk)]).toEqual([[], []]);
});

test('ML2 a letter is signed where a key is given', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const key = { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), keySelector: 'bell' };
  const { mail, desk } = await openDesk({ dkim: { ...key, domainName: 'altan.example' } });
  await post(desk);
  expect(mail.got[0]!.raw).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256;[\s\S]*d=altan\.example;[\s\S]*s=bell;/m);
});

test('ML1 while a letter waits, nothing of it can be read in the store', async () => {
  const desk = await buildTestApp();
  await post(desk);
  const [held] = await waiting(desk);
  expect(held).toMatchObject({ kind: 'mail', event: 'answer', attempts: 0 });
  expect(JSON.stringify(held)).not.toMatch(/bat@|waiting|inbox/);
});

test('ML1 a letter that ran out is not sent, and nobody is told', async () => {
  const { mail, desk } = await openDesk();
  await post(desk, { expiresAt: desk.context.now() });
  expect([mail.got, await waiting(desk), await dead(desk)]).toEqual([[], [], []]);
});

test('ML2 ML3 what is refused for now comes again under the same id', async () => {
  const { mail, desk } = await openDesk();
  const id = await post(desk, { to: 'grey@altan.example' });
  expect(mail.got).toHaveLength(0);
  expect(await waiting(desk)).toMatchObject([{ id, problem: '451 4.7.1 come again', attempts: 1 }]);
  expect(await desk.store.outbox.failingTargets()).toEqual([]);
  await desk.pass(HOUR);
  await desk.context.outbox.settled();
  expect((await simpleParser(mail.got[0]!.raw)).messageId).toBe(`<${id}@altan.example>`);
});

test('ML3 a server that hangs up in the middle has the letter again, under the same id, and rests meanwhile', async () => {
  const { mail, desk } = await openDesk();
  const id = await post(desk, { to: 'dies@altan.example' });
  expect(await waiting(desk)).toMatchObject([{ id, attempts: 1 }]);
  expect(await desk.store.outbox.failingTargets()).toMatchObject([{ kind: 'mail', failures: 1 }]);
  expect(mail.got).toHaveLength(0);
});

test('ML3 a server that says nothing is let go when this one stops, and the letter stays', async () => {
  const { mail, desk } = await openDesk();
  const { context, store, site } = desk;
  const letter = { to: 'silent@altan.example', template: 'test', locale: 'en', values: {}, siteId: site.id } as const;
  await store.outbox.put([letterDelivery(context, { ...letter, id: 'mail_silent', conversationId: null })]);
  context.outbox.wake();
  await expect.poll(() => mail.asked, { timeout: 30_000 }).toEqual(['silent@altan.example']);
  await context.outbox.close();
  expect(await waiting(desk)).toMatchObject([{ id: 'mail_silent', dueAt: context.now() }]);
});

test('ML4 ML5 who is not there is not written to again, and the agent is told in the conversation, once', async () => {
  const { mail, desk } = await openDesk();
  const ann = await agent(desk);
  const guest = await visitor(desk);
  const { conversationId } = await send(guest, 'Hello');
  const bounce = { to: 'Nobody@altan.example', template: 'transcript', conversationId } as const;
  await post(desk, { ...bounce, values: { lastSeq: '1' } });
  const told = await ann.hears('entry.added', ({ entry }) => 'reason' in entry.body);
  expect(told.entry.body).toEqual({ kind: 'event', event: 'mail_failed', letter: 'transcript', reason: 'bounced' });
  expect(await dead(desk)).toMatchObject([{ problem: '550 5.1.1 no such mailbox here' }]);

  await post(desk, { ...bounce, to: 'nobody@ALTAN.example', values: { lastSeq: '1' } });
  expect(mail.asked).toHaveLength(1);
  const entries = await desk.store.conversations.entriesAfter(conversationId, 0, 100);
  const reasons = entries.flatMap(({ body }) =>
    (body as EntryEvent).event === 'mail_failed' ? [(body as { reason: string }).reason] : [],
  );
  expect(reasons).toEqual(['bounced', 'suppressed']);
  const heard = (await guest.rest()).map(news => JSON.stringify(news)).join();
  expect(heard).not.toContain('mail_failed');

  const owner = await staffed(desk, { role: 'owner' });
  const released = await owner.ask('POST /v1/mail/release', { body: { email: 'nobody@altan.example' } });
  expect(released.json()).toEqual({ wasSuppressed: true });
  await post(desk, { ...bounce, values: { lastSeq: '1' } });
  expect(mail.asked).toHaveLength(2);
});

test('ML4 D3 of what is given up, ran out or can not be read any more the agent is told, and of an agent’s letter nobody', async () => {
  const { mail, desk } = await openDesk();
  const { context, store, site } = desk;
  const { conversationId } = await send(await visitor(desk), 'Hello');
  const reasons = async () =>
    (await store.conversations.entriesAfter(conversationId, 0, 100)).flatMap(({ body }) =>
      body.kind === 'event' && body.event === 'mail_failed' ? [`${body.letter} ${body.reason}`] : [],
    );
  const about = { siteId: site.id, conversationId, locale: 'en' } as const;
  const delivery = (id: string, to: string) =>
    letterDelivery(context, { ...about, id, to, template: 'transcript', values: { lastSeq: '1' } });
  const refused = { problem: '451 4.7.1 come again', isTargetDown: false };
  const attempt = (id: string, attempts: number) =>
    context.outbox.attempt({ ...delivery(id, `grey@${id}.example`), attempts, since: context.now() - 49 * HOUR });
  const soon = await attempt('mail-1', 14);
  expect([soon, soon?.isFinal]).toMatchObject([refused, undefined]);
  expect(await reasons()).toEqual([]);
  expect(await attempt('mail-2', 15)).toMatchObject({ ...refused, isFinal: true });
  expect(await reasons()).toEqual(['transcript refused']);

  await post(desk, { conversationId, expiresAt: context.now() });
  expect(await reasons()).toEqual(['transcript refused', 'answer refused']);
  await store.outbox.put([{ ...delivery('mail_sealed', 'bat@altan.example'), payload: 'v1.other' }]);
  await store.outbox.put([{ ...delivery('mail_unknown', 'bat@altan.example'), payload: 'v1.other', event: 'unheard' }]);
  await post(desk, { conversationId, template: 'invitation', values: {}, expiresAt: context.now() });
  expect(await reasons()).toEqual(['transcript refused', 'answer refused', 'transcript refused']);
  expect(mail.got).toEqual([]);
});

test('ML4 DR7 what is given up because the mail server was away for two days is told to its agents, and to owners once', async () => {
  const desk = await buildTestApp({ config: { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'desk@altan.example' } });
  const { context, store, site } = desk;
  const owner = await agent(desk, { role: 'owner', capacity: 0 });
  const { conversationId } = await send(await visitor(desk), 'Hello');
  // Its first day has begun, and the daily look is far.
  await desk.pass(1_000, owner);
  const now = context.now();
  const target = { kind: 'mail', id: GATEWAY } as const;
  const letter = (id: string, to: string) => ({
    ...letterDelivery(context, {
      ...{ id, to, template: 'transcript', locale: 'en', values: { lastSeq: '1' } },
      ...{ siteId: site.id, conversationId },
    }),
    since: now - 49 * HOUR,
    dueAt: now,
  });
  /** The server has been away since then, and was knocked at so often. */
  async function wasAway(): Promise<void> {
    await store.outbox.put([{ ...letter('mail_knock', 'bat@altan.example'), dueAt: 0 }]);
    for (let knock = 0; knock < 14; knock++) {
      const at = now - 49 * HOUR + knock;
      const [taken] = await store.outbox.take({ target, at, leaseUntil: at, limit: 1 });
      const failed = { isDelivered: false as const, at, problem: 'ECONNREFUSED', dueAt: 0, giveUpBefore: null };
      await store.outbox.settle(taken!.id, taken!.attempts, { ...failed, pausedUntil: at + 1 });
    }
  }
  await wasAway();
  await store.outbox.put([letter('mail_1', 'bat@altan.example'), letter('mail_2', 'tuya@altan.example')]);
  context.outbox.wake();
  await context.outbox.settled();
  expect((await dead(desk)).map(each => each.id).sort()).toEqual(['mail_1', 'mail_2', 'mail_knock']);
  const events = (await store.conversations.entriesAfter(conversationId, 0, 100)).map(each => each.body);
  expect(events.filter(body => body.kind === 'event' && body.event === 'mail_failed')).toHaveLength(3);
  await owner.hears('doctor.told', ({ changes }) => changes.some(each => each.check === 'outbox' && each.isBroken));
  // It is the same trouble still.
  await store.outbox.put([letter('mail_3', 'bat@altan.example'), letter('mail_4', 'tuya@altan.example')]);
  await desk.pass(2 * HOUR, owner);
  await context.outbox.settled();
  expect(await dead(desk)).toHaveLength(5);
  expect((await owner.rest()).filter(each => each.type === 'doctor.told')).toEqual([]);
});

test('ML4 a full mailbox and a policy end the letter alone', async () => {
  const { mail, desk } = await openDesk();
  for (const to of ['full@altan.example', 'policy@altan.example']) {
    await post(desk, { to });
    await post(desk, { to });
  }
  expect(mail.asked).toHaveLength(4);
  expect(await dead(desk)).toHaveLength(4);
});

test('ML6 what is above a site’s limit waits its turn, visibly, and other sites do not', async () => {
  const { mail, desk } = await openDesk();
  const owner = await staffed(desk, { role: 'owner' });
  const set = await owner.ask('PUT /v1/mail/limits', { body: { perHour: 2, perAddress: 30 } });
  expect(set.json()).toMatchObject({ limits: { perHour: 2, perAddress: 30 }, waiting: 0, sent: 0 });
  for (let number = 0; number < 3; number++) await post(desk, { to: `bat${number}@altan.example` });
  expect(mail.got).toHaveLength(2);
  expect(await waiting(desk)).toMatchObject([
    { problem: 'waits its turn: so many letters have left as the limits let' },
  ]);
  const state = await owner.ask('GET /v1/mail');
  expect(state.json()).toMatchObject({ waiting: 1, sent: 2, from: 'Altan <desk@altan.example>', isSigned: false });
  await post(desk, { siteId: null, to: 'other@altan.example' });
  expect(mail.got).toHaveLength(3);
  await desk.pass(2 * HOUR);
  await desk.context.outbox.settled();
  expect(mail.got).toHaveLength(4);
});

test('ML6 one address gets so many a day, from all sites together', async () => {
  const { mail, desk } = await openDesk();
  const owner = await staffed(desk, { role: 'owner' });
  await owner.ask('PUT /v1/mail/limits', { body: { perHour: 100, perAddress: 1 } });
  await post(desk);
  await post(desk, { siteId: null, to: 'BAT@altan.example' });
  expect(mail.got).toHaveLength(1);
});

test('ML6 no limit of an address puts off what agents are told, and none at all their way in', async () => {
  const { mail, desk } = await openDesk();
  const owner = await staffed(desk, { role: 'owner' });
  await owner.ask('PUT /v1/mail/limits', { body: { perHour: 2, perAddress: 1 } });
  const toOwner = { siteId: null, template: 'test', values: { name: 'Oyu' } } as const;
  for (let number = 0; number < 3; number++) await post(desk, toOwner);
  expect(mail.got).toHaveLength(2);
  expect(
    (await owner.ask('POST /v1/invitations', { body: { email: 'bat@altan.example', role: 'agent' } })).json(),
  ).toMatchObject({ isMailed: true });
  await desk.context.outbox.settled();
  expect(mail.got).toHaveLength(3);
});
