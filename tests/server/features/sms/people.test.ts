import { expect, test } from 'vitest';
import type { SmsSettings } from '../../../../protocol/sms.ts';
import { MINUTE } from '../../../contract/scene.ts';
import { agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { type Given, smsDesk, smsGateway } from '../../../helpers/sms-gateway.ts';

const HOUR = 60 * MINUTE;
/** 14:20 in Ulaanbaatar. */
const AFTERNOON = Date.parse('2026-03-04T06:20:00Z');
const WANTED: Partial<SmsSettings> = {
  toPeople: { apology: true, rating: true, booking: true, return: true, waiting: false },
};
const PHONE = '+97688112233';

/** Mail is set up, and nobody takes any. */
const MAILS = { smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'Altan <hello@altan.example>' };

async function openDesk(options: { change?: Partial<SmsSettings>; startAt?: number; config?: object } = {}) {
  const desk = await buildTestApp({
    startAt: options.startAt ?? AFTERNOON,
    config: { webhooksToPrivate: true, publicUrl: 'https://desk.example', ...options.config },
    site: { callRetries: [10], rating: { isOn: true, lowScore: 2, notTags: [] } },
  });
  const gateway = await smsGateway();
  const owner = await smsDesk(desk, gateway.url, { ...WANTED, ...options.change });
  gateway.got.length = 0;
  const sarnai = await agent(desk, { name: 'Sarnai' });
  const got = async (): Promise<Given[]> => {
    await desk.context.outbox.settled();
    return gateway.got;
  };
  return { desk, owner, sarnai, got };
}

/** Bat is rung twice and never reached, after `before`; he has left the page. */
async function missed({ desk, sarnai }: Awaited<ReturnType<typeof openDesk>>, person: object = {}) {
  const bat = await visitor(desk, { locale: 'mn', timeZone: 'Asia/Ulaanbaatar' });
  await bat.ask({ type: 'visitor.identify', name: 'Bat', ...person });
  const asked = await bat.ask({ type: 'callback.request', phone: PHONE, name: 'Bat', topic: '', startAt: null });
  const { entry } = asked as Extract<typeof asked, { type: 'ack' }>;
  const { callbackId, conversationId } = { ...(entry!.body as { callbackId: string }), ...entry! };
  await bat.leave();
  const ring = () => sarnai.ask({ type: 'callback.resolve', callbackId, outcome: 'no_answer' });
  await ring();
  const last = {
    type: 'callback.resolve',
    callbackId,
    outcome: 'no_answer',
    clientId: `last-of-${callbackId}`,
  } as const;
  await sarnai.ask(last);
  await sarnai.ask(last);
  await desk.pass(MINUTE, sarnai);
  return { bat, callbackId, conversationId };
}

/** Bat wrote, left a number and the page, was answered, and the talk is closed. */
async function closed({ desk, sarnai }: Awaited<ReturnType<typeof openDesk>>, person: object = { phone: PHONE }) {
  const bat = await visitor(desk, { locale: 'en', timeZone: 'Asia/Ulaanbaatar' });
  await bat.ask({ type: 'visitor.identify', name: 'Bat', ...person });
  const { conversationId } = await send(bat, 'Roses on Friday?');
  await desk.context.routing.settled();
  await sarnai.ask({ type: 'message.send', conversationId, text: 'Yes' });
  await bat.leave();
  await sarnai.ask({ type: 'conversation.close', conversationId });
  await desk.pass(2 * MINUTE, sarnai);
  return { bat, conversationId };
}

const failures = async ({ store }: Desk, conversationId: string) =>
  (await store.conversations.entriesAfter(conversationId, 0, 50)).filter(
    ({ body }) => body.kind === 'event' && body.event === 'sms_failed',
  );

test('CB9 SM10 who was rung and never reached, and left no mail address, is told by one message that leads back', async () => {
  const scene = await openDesk();
  const { conversationId } = await missed(scene);
  const [sms, ...more] = await scene.got();
  expect(more).toEqual([]);
  expect(sms).toMatchObject({ to: PHONE, text: expect.stringContaining('уучлаарай, залгаад холбогдож чадсангүй') });
  const [, id] = /https:\/\/desk\.example\/f\/altan\/talk\/([^/]+)\//.exec(sms!.text)!;
  expect(await scene.desk.store.answers.findLink(id!)).toMatchObject({ conversationId, usedBy: null });
  await scene.desk.pass(HOUR, scene.sarnai);
  expect(await scene.got()).toHaveLength(1);
});

test.each<[why: string, change: Partial<SmsSettings>, person: object]>([
  [
    'the owner does not want it',
    { toPeople: { apology: false, rating: true, booking: true, return: true, waiting: false } },
    {},
  ],
  ['nobody has said what it costs', { price: null }, {}],
  ['they left a mail address, and mail is set up', {}, { email: 'bat@home.example' }],
  ['it is longer than one may be', { mostSegments: 1 }, {}],
])('SM10 nothing is sent where %s', async (_why, change, person) => {
  const scene = await openDesk({ change, config: MAILS });
  const { conversationId } = await missed(scene, person);
  expect(await scene.got()).toEqual([]);
  expect(await failures(scene.desk, conversationId)).toEqual([]);
  expect((await scene.desk.store.jobs.ofConversation(conversationId)).filter(each => each.kind === 'apology')).toEqual(
    [],
  );
});

test('SM10 SM4 who said STOP, or took their consent back, is left alone, and nobody is told of a failure', async () => {
  const scene = await openDesk();
  const { repliesUrl } = scene.owner.addresses;
  await scene.owner.ask('POST', new URL(repliesUrl).pathname, { from: PHONE, text: 'Зогс' });
  const { conversationId } = await missed(scene);
  await scene.owner.ask('POST', new URL(repliesUrl).pathname, { from: PHONE, text: 'Эхлэх' });
  const contact = (await scene.desk.store.conversations.find(conversationId))!.contact.id;
  const consent = { channel: 'sms', purpose: 'service', isGiven: false, text: '' };
  const answer = await scene.owner.ask('POST', `/v1/contacts/${contact}/consents`, consent);
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  const again = { kind: 'apology', siteId: scene.desk.site.id, conversationId, subjectVersion: 1, step: 1 } as const;
  const [callback] = await scene.desk.store.callbacks.ofConversation(conversationId);
  const put = [{ ...again, subject: callback!.id, dueAt: scene.desk.context.now() }];
  await scene.desk.store.jobs.change({ cancel: [], put });
  await scene.desk.pass(MINUTE, scene.sarnai);
  expect(await scene.got()).toEqual([]);
  expect(await failures(scene.desk, conversationId)).toEqual([]);
});

test('RA8 SM6 who left a number is asked how it was, by day, by a link back', async () => {
  // 23:20 in Ulaanbaatar.
  const scene = await openDesk({ startAt: Date.parse('2026-03-04T15:20:00Z') });
  const { conversationId } = await closed(scene);
  expect(await scene.got()).toEqual([]);
  await scene.desk.pass(9 * HOUR);
  const [sms, ...more] = await scene.got();
  expect(more).toEqual([]);
  expect(sms).toMatchObject({
    to: PHONE,
    text: expect.stringContaining('how was it? One press: https://desk.example/f/'),
  });
  expect((await scene.desk.store.conversations.find(conversationId))!.asked).toMatchObject({ isOpen: true });
});

test('RA8 the question is not sent any more once it was answered or taken back', async () => {
  const scene = await openDesk({ startAt: Date.parse('2026-03-04T15:20:00Z') });
  const { bat } = await closed(scene);
  await send(await visitor(scene.desk, { token: bat.token }), 'One more thing');
  await scene.desk.pass(10 * HOUR);
  expect(await scene.got()).toEqual([]);
  expect((await scene.desk.store.outbox.page({ isDead: false, limit: 9 })).items).toEqual([]);
});

test('RA8 RA7 who left both is not asked by SMS, and who has the page open is asked there alone', async () => {
  const scene = await openDesk({ config: MAILS });
  await closed(scene, { phone: PHONE, email: 'bat@home.example' });
  const bat = await visitor(scene.desk, { locale: 'en' });
  await bat.ask({ type: 'visitor.identify', phone: '+97699112244' });
  const { conversationId } = await send(bat, 'Tulips?');
  await scene.desk.context.routing.settled();
  await scene.sarnai.ask({ type: 'message.send', conversationId, text: 'Yes' });
  await scene.sarnai.ask({ type: 'conversation.close', conversationId });
  await scene.desk.pass(2 * MINUTE, scene.sarnai, bat);
  expect((await scene.desk.store.conversations.find(conversationId))!.asked).toMatchObject({ isOpen: true });
  expect(await scene.got()).toEqual([]);
});
