import { describe, expect, test } from 'vitest';
import type { Callback } from '../../../../protocol/callbacks.ts';
import type { VisitorEntry } from '../../../../protocol/entries.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';

const at = (text: string) => Date.parse(text);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PHONE = '+976 9911 2233';
const NOON = at('2026-03-04T12:00Z');

type Page = Awaited<ReturnType<typeof visitor>>;

async function asks(page: Page, startAt: number | null = NOON): Promise<VisitorEntry> {
  const answer = await page.ask({ type: 'callback.request', phone: PHONE, name: 'Bat', topic: 'Delivery', startAt });
  if (answer.type !== 'ack') throw new Error(JSON.stringify(answer));
  return answer.entry!;
}

async function callbackOf(desk: Desk, { body }: VisitorEntry): Promise<Callback> {
  if (body.kind !== 'callback') throw new Error(`wanted a callback, got ${body.kind}`);
  return (await desk.store.callbacks.find(body.callbackId))!;
}

describe('asking to be called', () => {
  test('F1 a number is kept as E.164, the agents hear of it, and the answer says when', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { capacity: 0 });
    const bat = await visitor(desk);
    const entry = await asks(bat);
    expect(entry.body).toMatchObject({
      kind: 'callback',
      phone: '+97699112233',
      isAsap: false,
      startAt: NOON,
      endAt: NOON + 15 * MINUTE,
    });
    const heard = await sarnai.hears('entry.added');
    expect(heard.callback).toMatchObject({ phone: '+97699112233', status: 'pending' });
    expect(heard.conversation).toMatchObject({ callbackAt: NOON, contact: { name: 'Bat', phone: '+97699112233' } });
  });

  test('H3 as soon as possible is so many minutes from now', async () => {
    const desk = await buildTestApp({ site: { asapMinutes: 5 } });
    const { body } = await asks(await visitor(desk), null);
    const now = desk.context.now();
    expect(body).toMatchObject({ isAsap: true, startAt: now + 5 * MINUTE, endAt: now + 20 * MINUTE });
  });

  test('H2 a slot takes so many and no more', async () => {
    const desk = await buildTestApp({ site: { callbacksPerSlot: 1 } });
    await asks(await visitor(desk));
    const late = await visitor(desk);
    const answer = await late.ask({ type: 'callback.request', phone: PHONE, startAt: NOON });
    expect(answer).toMatchObject({ code: 'SLOT_TAKEN', nextAt: NOON + 30 * MINUTE });
    await asks(late, NOON + 30 * MINUTE);
  });

  test('CB4 whose time is taken is offered the next that is free, or gets it where that will do', async () => {
    const desk = await buildTestApp({ site: { callbacksPerSlot: 1 } });
    const [first, second] = [await visitor(desk), await visitor(desk)];
    await asks(first);
    await asks(second, NOON + 30 * MINUTE);
    const refused = { code: 'SLOT_TAKEN', fields: { startAt: 'SLOT_TAKEN' }, nextAt: NOON + 60 * MINUTE };
    const wish = { type: 'callback.request', phone: '+976 9955 6677', startAt: NOON } as const;
    const third = await visitor(desk);
    expect(await third.ask(wish)).toMatchObject(refused);
    const overHttp = await ask(desk, 'POST /v1/sites/altan/submissions', {
      body: { ...wish, clientId: 'one-of-http' },
    });
    expect([overHttp.statusCode, overHttp.json()]).toMatchObject([409, refused]);
    const got = await third.ask({ ...wish, orNext: true });
    expect(got).toMatchObject({ entry: { body: { startAt: NOON + 60 * MINUTE, endAt: NOON + 75 * MINUTE } } });

    const { body } = (got as { entry: VisitorEntry }).entry;
    const move = { type: 'callback.change', callbackId: (body as { callbackId: string }).callbackId } as const;
    const answer = await third.ask({ ...move, startAt: NOON });
    expect(answer).toMatchObject({ code: 'SLOT_TAKEN', nextAt: NOON + 90 * MINUTE });
    const moved = await third.ask({ ...move, startAt: NOON + 30 * MINUTE, orNext: true });
    expect(moved).toMatchObject({ entry: { body: { event: 'callback_moved', startAt: NOON + 60 * MINUTE } } });
    // One that has passed meanwhile is no reason to refuse either.
    await desk.pass(3 * 60 * MINUTE);
    const fourth = await visitor(desk);
    const late = await fourth.ask({ ...wish, phone: '+976 9955 6688', orNext: true });
    expect(late).toMatchObject({ entry: { body: { kind: 'callback', isAsap: false } } });
  });

  test('ST4 a repeat gets the first answer, even when the time has come or the channel was closed since', async () => {
    const desk = await buildTestApp();
    const bat = await visitor(desk);
    const said = { type: 'callback.request', clientId: 'one-and-the-same', phone: PHONE, startAt: NOON } as const;
    const first = await bat.ask(said);
    expect(first.type).toBe('ack');
    await desk.pass(3 * 60 * MINUTE);
    await desk.changeSite({ channels: ['chat'] });
    const again = await visitor(desk, { token: bat.token });
    expect(await again.ask(said)).toEqual(first);
    expect(await again.ask({ ...said, clientId: 'another-one' })).toMatchObject({ code: 'CHANNEL_OFF' });
  });

  test('CB3 one address asks for few calls an hour, and is told when to go on', async () => {
    const desk = await buildTestApp();
    expect(() => {
      for (let count = 0; count < 21; count++) desk.context.rates.spendOfAddress('callbacksOfAddress', '127.0.0.1');
    }).toThrow();
    const bat = await visitor(desk);
    const said = { type: 'callback.request', clientId: 'one-and-the-same', phone: PHONE, startAt: NOON } as const;
    expect(await bat.ask(said)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
    expect((await send(bat, 'Then in writing')).seq).toBe(1);
    await desk.pass(4 * MINUTE, bat);
    expect((await bat.ask(said)).type).toBe('ack');
  });

  test('CB3 who waits for calls already is told so, under the number', async () => {
    const desk = await buildTestApp();
    const bat = await visitor(desk);
    for (const slot of [0, 1, 2]) await asks(bat, NOON + slot * 30 * MINUTE);
    const refused = { code: 'CALLBACK_PENDING', fields: { phone: 'CALLBACK_PENDING' } };
    expect(await bat.ask({ type: 'callback.request', phone: PHONE })).toMatchObject(refused);
    const form = new URLSearchParams({ phone: PHONE, topic: 'Once more' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    const answer = await ask(desk, 'POST /f/altan/callback', { body: form, headers });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Move or cancel one.');
    expect(answer.body).toContain('Once more');
  });

  test("F1 a number without a plus is read by the visitor's zone", async () => {
    const desk = await buildTestApp();
    const bat = await visitor(desk, { timeZone: 'Asia/Ulaanbaatar' });
    const answer = await bat.ask({ type: 'callback.request', phone: '9911 2233' });
    expect(answer).toMatchObject({ entry: { body: { phone: '+97699112233', phoneText: '+976 9911 2233' } } });
  });
});

describe('numbers and addresses as people paste them', () => {
  const PASTED = '\u202a(+976) 9911\u00a02233\u202c / 8811 2233';

  test('F1 the socket, JSON, identify and agents dial the first good number, and keep both', async () => {
    const desk = await buildTestApp({ site: { timeZone: 'Asia/Ulaanbaatar' } });
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    const kept = { phone: '+97699112233', topic: 'Lilies\n(+976) 9911 2233 / 8811 2233' };
    const overSocket = await bat.ask({ type: 'callback.request', phone: PASTED, topic: 'Lilies' });
    expect(overSocket).toMatchObject({ entry: { body: kept } });
    const overHttp = await ask(desk, 'POST /v1/sites/altan/submissions', {
      body: { clientId: 'client-1-of-ann', type: 'callback.request', phone: PASTED, topic: 'Lilies' },
    });
    expect(overHttp.json()).toMatchObject({ entry: { body: kept } });

    await bat.ask({
      type: 'visitor.identify',
      phone: PASTED,
      email: '\u200bbat@example.mn',
      attributes: { plan: 'gold' },
    });
    const { conversation } = await sarnai.hears('conversation.changed', news => news.conversation.contact.email !== '');
    const contact = () => desk.store.contacts.find(conversation.contact.id);
    expect(await contact()).toMatchObject({
      email: 'bat@example.mn',
      phone: '+97699112233',
      attributes: { plan: 'gold', phones: '(+976) 9911 2233 / 8811 2233' },
    });
    const corrected = await ask(desk, `PATCH /v1/contacts/${conversation.contact.id}`, {
      cookie: sarnai.cookie,
      body: { phone: '00 976 7711 2233, 6611 2233', email: 'Bat <b@example.mn>' },
    });
    expect(corrected.json()).toMatchObject({
      email: 'b@example.mn',
      phone: '+97677112233',
      attributes: { plan: 'gold', phones: '00 976 7711 2233, 6611 2233', emails: 'Bat <b@example.mn>' },
    });
  });
});

describe('changing a callback', () => {
  test('CB1 a visitor moves and cancels their own', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { capacity: 0 });
    const bat = await visitor(desk);
    const entry = await asks(bat);
    const { id: callbackId } = await callbackOf(desk, entry);
    const later = NOON + 60 * MINUTE;
    const moved = await bat.ask({ type: 'callback.change', callbackId, startAt: later });
    expect(moved).toMatchObject({ entry: { body: { event: 'callback_moved', startAt: later } } });
    const heard = await sarnai.hears('entry.added', news => news.entry.body.kind === 'event');
    expect(heard).toMatchObject({ callback: { startAt: later }, conversation: { callbackAt: later } });
    await bat.ask({ type: 'callback.change', callbackId, startAt: null });
    expect(await callbackOf(desk, entry)).toMatchObject({ status: 'cancelled' });
    expect(await bat.ask({ type: 'callback.change', callbackId, startAt: null })).toMatchObject({
      code: 'CALLBACK_DONE',
    });
  });

  test('CB1 to offered times only', async () => {
    const desk = await buildTestApp();
    const bat = await visitor(desk);
    const { id: callbackId } = await callbackOf(desk, await asks(bat));
    for (const startAt of [NOON + 1, NOON - 24 * 60 * MINUTE]) {
      expect(await bat.ask({ type: 'callback.change', callbackId, startAt })).toMatchObject({ code: 'SLOT_TAKEN' });
    }
  });

  test("P2 nobody changes another visitor's", async () => {
    const desk = await buildTestApp();
    const entry = await asks(await visitor(desk));
    const { id: callbackId } = await callbackOf(desk, entry);
    const stranger = await visitor(desk);
    await send(stranger, 'Hello');
    for (const id of [callbackId, 'nothing']) {
      expect(await stranger.ask({ type: 'callback.change', callbackId: id, startAt: null })).toMatchObject({
        code: 'CALLBACK_UNKNOWN',
      });
    }
    expect((await callbackOf(desk, entry)).status).toBe('pending');
  });

  test('CB2 an agent records attempts; only reached and wrong number end it', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const bat = await visitor(desk);
    const entry = await asks(bat);
    const { id: callbackId } = await callbackOf(desk, entry);
    await sarnai.ask({ type: 'callback.resolve', callbackId, outcome: 'no_answer', note: 'a SECRET' });
    expect(await callbackOf(desk, entry)).toMatchObject({ status: 'pending', attempts: [{ outcome: 'no_answer' }] });
    const heard = await bat.hears(
      'entry.added',
      news => news.entry.body.kind === 'event' && news.entry.body.event === 'callback_no_answer',
    );
    expect(JSON.stringify(heard)).not.toContain('SECRET');
    await sarnai.ask({ type: 'callback.resolve', callbackId, outcome: 'reached' });
    expect((await callbackOf(desk, entry)).status).toBe('reached');
    expect(await sarnai.ask({ type: 'callback.resolve', callbackId, outcome: 'reached' })).toMatchObject({
      code: 'CALLBACK_DONE',
    });
  });

  test('ST4 a repeat records no second attempt', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const entry = await asks(await visitor(desk));
    const { id: callbackId } = await callbackOf(desk, entry);
    const said = { type: 'callback.resolve', clientId: 'one-and-the-same', callbackId, outcome: 'no_answer' } as const;
    expect(await sarnai.ask(said)).toEqual(await sarnai.ask(said));
    expect((await callbackOf(desk, entry)).attempts).toHaveLength(1);
  });

  test('CB5 nobody answers: it moves by the plan of the site, and after the last try an apology is written, once', async () => {
    const desk = await buildTestApp({ site: { callRetries: [10, 60] } });
    const sarnai = await agent(desk);
    const bat = await visitor(desk, { locale: 'ru' });
    const entry = await asks(bat);
    const { id: callbackId } = await callbackOf(desk, entry);
    const missed = { type: 'callback.resolve', callbackId, outcome: 'no_answer' } as const;
    await sarnai.ask(missed);
    const first = await callbackOf(desk, entry);
    expect(first).toMatchObject({ startAt: desk.context.now() + 10 * MINUTE, status: 'pending', isAsap: false });
    await sarnai.ask(missed);
    expect((await callbackOf(desk, entry)).startAt).toBe(desk.context.now() + 60 * MINUTE);
    const last = { ...missed, clientId: 'the-last-one-of-three' };
    expect(await sarnai.ask(last)).toMatchObject({ entry: { body: { event: 'callback_no_answer', isLast: true } } });
    expect(await sarnai.ask(last)).toMatchObject({ type: 'ack' });
    const { status, conversationId } = await callbackOf(desk, entry);
    expect(status).toBe('missed');
    const heard = await bat.hears('entry.added', news => news.entry.body.kind === 'message');
    expect(heard.entry).toMatchObject({ author: { kind: 'system' }, body: { text: expect.stringContaining('(3)') } });
    expect(JSON.stringify(heard.entry.body)).toContain('Простите');
    const entries = await desk.store.conversations.entriesAfter(conversationId, 0, 50);
    expect(entries.filter(each => each.body.kind === 'message')).toHaveLength(1);
    // What the server says by itself answers nobody and opens nothing.
    await sarnai.ask({ type: 'conversation.close', conversationId });
    await sarnai.ask(last);
    expect((await desk.store.conversations.find(conversationId))?.status).toBe('closed');
  });

  test('CB6 H3 whoever rings is shown to colleagues, and takes no other call meanwhile', async () => {
    const desk = await buildTestApp({ site: { callMinutes: 20 } });
    const [sarnai, bolor] = [await agent(desk), await agent(desk)];
    const bat = await visitor(desk);
    const entry = await asks(bat, null);
    const { id: callbackId } = await callbackOf(desk, entry);
    await sarnai.ask({ type: 'callback.ring', callbackId });
    const heard = await bolor.hears('entry.added', news => news.callback?.ringing != null);
    expect(heard.callback?.ringing).toMatchObject({ agentId: sarnai.agent.id, at: desk.context.now() });
    expect(JSON.stringify(await bat.ask({ type: 'conversation.resume', afterSeq: 0 }))).not.toContain(
      'callback_ringing',
    );
    const soonest = async () => (await ask(desk, 'GET /v1/sites/altan/slots')).json().asapAt - desk.context.now();
    expect(await soonest()).toBe(15 * MINUTE);
    await bolor.ask({ type: 'presence.set', isAway: true });
    expect(await soonest()).toBe(20 * MINUTE);
    await sarnai.ask({ type: 'callback.resolve', callbackId, outcome: 'reached' });
    expect((await callbackOf(desk, entry)).ringing).toBe(null);
    expect(await soonest()).toBe(15 * MINUTE);
  });

  test('CB2 an agent moves it to any time to come', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const entry = await asks(await visitor(desk));
    const { id: callbackId } = await callbackOf(desk, entry);
    const startAt = desk.context.now() + 7 * MINUTE;
    await sarnai.ask({ type: 'callback.resolve', callbackId, outcome: 'no_answer', startAt });
    expect(await callbackOf(desk, entry)).toMatchObject({ startAt, endAt: startAt + 15 * MINUTE, status: 'pending' });
  });

  test.each([
    ['neither outcome nor time', { outcome: null }, 'FIELD_REQUIRED', 'outcome'],
    ['a time that has passed', { outcome: null, startAt: 1 }, 'FIELD_INVALID', 'startAt'],
    ['a time beyond a year', { outcome: null, startAt: NOON + 367 * DAY }, 'FIELD_INVALID', 'startAt'],
    ['a time that no calendar has', { outcome: null, startAt: 8_640_000_000_000_001 }, 'FIELD_INVALID', 'startAt'],
    ['a time that no store gives back', { outcome: null, startAt: 9_007_199_254_740_991 }, 'FIELD_INVALID', 'startAt'],
    ['a new time for a call that ended it', { outcome: 'reached', startAt: NOON }, 'FIELD_INVALID', 'startAt'],
  ] as const)('CB2 %s is refused', async (_, sent, code, field) => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk);
    const { id: callbackId } = await callbackOf(desk, await asks(await visitor(desk)));
    expect(await sarnai.ask({ type: 'callback.resolve', callbackId, ...sent })).toMatchObject({
      code,
      fields: { [field]: code },
    });
    const queue = await ask(desk, 'GET /v1/callbacks', { cookie: sarnai.cookie });
    expect(queue.json().callbacks).toMatchObject([{ callback: { id: callbackId, startAt: NOON, attempts: [] } }]);
  });
});

describe('every way in refuses the same', () => {
  const consent = { en: { greeting: '', consent: 'I agree' } };
  const contact = { type: 'form.send', message: 'Hello' } as const;
  const callback = { type: 'callback.request', phone: PHONE } as const;

  test.each([
    ['a number that can not be rung', {}, { ...callback, phone: '12' }, 'PHONE_INVALID', { phone: 'PHONE_INVALID' }],
    ['no number', {}, { ...callback, phone: ' ' }, 'FIELD_REQUIRED', { phone: 'FIELD_REQUIRED' }],
    ['no way back', {}, contact, 'FIELD_REQUIRED', { email: 'FIELD_REQUIRED' }],
    ['a half e-mail', {}, { ...contact, email: 'bat@example' }, 'EMAIL_INVALID', { email: 'EMAIL_INVALID' }],
    [
      'two mistakes',
      {},
      { ...contact, email: 'bat', phone: '12' },
      'EMAIL_INVALID',
      { email: 'EMAIL_INVALID', phone: 'PHONE_INVALID' },
    ],
    ['no consent', { texts: consent }, callback, 'CONSENT_REQUIRED', { hasConsent: 'CONSENT_REQUIRED' }],
    [
      'no consent to the form',
      { texts: consent },
      { ...contact, email: 'bat@example.mn' },
      'CONSENT_REQUIRED',
      { hasConsent: 'CONSENT_REQUIRED' },
    ],
    ['a channel that is off', { channels: ['chat' as const] }, callback, 'CHANNEL_OFF', undefined],
    [
      'a chat that is off',
      { channels: ['callback' as const] },
      { type: 'message.send', text: 'Hi' } as const,
      'CHANNEL_OFF',
      undefined,
    ],
    ['a time not offered', {}, { ...callback, startAt: NOON + 1 }, 'SLOT_TAKEN', { startAt: 'SLOT_TAKEN' }],
    [
      'no message',
      {},
      { ...contact, email: 'bat@example.mn', message: ' ' },
      'FIELD_INVALID',
      { message: 'FIELD_REQUIRED' },
    ],
    ['a name too long', {}, { ...callback, name: 'x'.repeat(201) }, 'FIELD_INVALID', { name: 'TEXT_TOO_LONG' }],
    [
      'a wrong type',
      {},
      { ...callback, startAt: 'noon' as unknown as number },
      'FIELD_INVALID',
      { startAt: 'FIELD_INVALID' },
    ],
  ])('F3 %s: the socket and HTTP give the same code and fields', async (_, site, sent, code, fields) => {
    const desk = await buildTestApp({ site });
    const bat = await visitor(desk);
    const frame = await bat.ask({ clientId: 'one-and-the-same', ...sent });
    const answer = await ask(desk, 'POST /v1/sites/altan/submissions', {
      body: { clientId: 'one-and-the-same', ...sent },
    });
    const [overSocket, overHttp] = [frame, answer.json()].map(each => [each.code, each.fields]);
    expect(overSocket).toEqual([code, fields]);
    expect(overHttp).toEqual([code, fields]);
    expect((await visitor(desk, { token: bat.token })).welcome.entries).toEqual([]);
  });

  test('F3 consent is asked for only where its text is shown', async () => {
    const desk = await buildTestApp({ site: { locale: 'mn', texts: { ru: { greeting: '', consent: 'Я согласен' } } } });
    const [russian, mongolian] = [await visitor(desk, { locale: 'ru' }), await visitor(desk, { locale: 'mn' })];
    expect(await russian.ask(callback)).toMatchObject({ code: 'CONSENT_REQUIRED' });
    expect((await russian.ask({ ...callback, hasConsent: true })).type).toBe('ack');
    expect((await mongolian.ask(callback)).type).toBe('ack');
  });

  test('W5 a frame takes the longest letter of any script, with every other field full', async () => {
    const bat = await visitor(await buildTestApp());
    const line = 'ह'.repeat(LIMITS.lineChars);
    const full = {
      ...contact,
      clientId: 'c'.repeat(LIMITS.clientIdChars),
      name: line,
      subject: line,
      email: `${'b'.repeat(60)}@example.mn`,
      phone: `+976 9911 2233 (${'ह'.repeat(LIMITS.phoneChars - 17)})`,
      message: 'ह'.repeat(LIMITS.letterChars),
    };
    const answer = await bat.ask(full);
    expect(answer).toMatchObject({ type: 'ack', entry: { body: { name: line, phone: '+97699112233' } } });
    const longer = { ...contact, email: 'bat@example.mn', message: `${full.message}ह` };
    expect(await bat.ask(longer)).toMatchObject({ code: 'FIELD_INVALID', fields: { message: 'TEXT_TOO_LONG' } });
  });

  test('F3 a form is kept as one entry with its person', async () => {
    const desk = await buildTestApp();
    const sarnai = await agent(desk, { capacity: 0 });
    const bat = await visitor(desk, { locale: 'mn' });
    const form = { ...contact, name: 'Бат', email: 'bat@example.mn', subject: 'Хүргэлт' };
    expect(await bat.ask(form)).toMatchObject({ entry: { body: { kind: 'form', name: 'Бат', message: 'Hello' } } });
    const { conversation } = await sarnai.hears('entry.added');
    expect(conversation).toMatchObject({ contact: { name: 'Бат', email: 'bat@example.mn' }, channels: ['form'] });
  });
});
