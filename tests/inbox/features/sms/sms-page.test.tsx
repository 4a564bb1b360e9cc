// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { EventLine } from '../../../../inbox/features/conversations/EventLine.tsx';
import { OwnNumber } from '../../../../inbox/features/sms/own/OwnNumber.tsx';
import { priceText, priceTyped } from '../../../../inbox/features/sms/settings/money.ts';
import { SmsPage } from '../../../../inbox/features/sms/settings/SmsPage.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Sms, SmsSettings, SmsSettingsAnswer } from '../../../../protocol/sms.ts';
import { draw } from '../../draw.tsx';
import { START } from '../../fixtures.ts';
import { openInbox, toastsOf } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const settings: SmsSettings = {
  isOn: false,
  gateway: { preset: 'twilio', values: {}, recipe: null, from: '' },
  price: null,
  mostSegments: 3,
  mostOfDay: 500,
  mostOfNumber: 10,
  night: { from: 21, to: 8 },
  isUrgentAtNight: false,
  toPeople: { apology: false, rating: false, booking: false, return: false, waiting: false },
  timeZone: 'Asia/Ulaanbaatar',
};
const answer: SmsSettingsAnswer = {
  settings,
  kept: [],
  presets: [
    {
      preset: 'twilio',
      title: 'Twilio',
      docs: 'https://www.twilio.com/docs',
      fields: [
        { name: 'accountSid', isSecret: false },
        { name: 'authToken', isSecret: true },
      ],
    },
    {
      preset: 'custom',
      title: '',
      docs: '',
      fields: [
        { name: 'user', isSecret: false },
        { name: 'key', isSecret: true },
      ],
    },
  ],
  reportsUrl: 'https://desk.example/v1/sms/reports/abc',
  repliesUrl: 'https://desk.example/v1/sms/replies/abc',
  stops: 2,
};
const sms: Sms = {
  id: 'one',
  siteId: 'site',
  conversationId: 'ann',
  event: 'answer',
  number: '+976••••233',
  segments: 2,
  price: { perThousand: 55_000, currency: 'USD' },
  state: 'failed',
  problem: 'stopped',
  createdAt: START,
  changedAt: START,
};

async function openPage(answers: Answers = {}) {
  const desk = openInbox([], {
    answers: {
      'GET sms': () => answer,
      'GET sms/messages': () => ({ messages: [sms], cursor: null }),
      'POST sms/count': ({ body }) => ({
        encoding: 'UCS-2',
        segments: Math.ceil((body as { text: string }).text.length / 70),
      }),
      ...answers,
    },
  });
  const page = await draw(desk, <SmsPage />);
  await vi.waitUntil(() => page.text.includes('Last messages'));
  const [save, ...more] = [...page.host.querySelectorAll('form')] as [HTMLFormElement];
  expect(more, 'one form for all of it').toEqual([]);
  const trial = () => page.press('Send it');
  return { ...desk, page, trial, save };
}

describe('SM7 the page of the gateway', () => {
  test('says the price before it sends, and saves what was tried', async () => {
    const { page, http, trial, save, inbox } = await openPage({
      'POST sms/test': () => ({ isTaken: true, problem: '', proof: 'proof-1' }),
      'PUT sms': ({ body }) => {
        const { proof: _, ...kept } = body as SmsSettings & { proof: string };
        return { ...answer, settings: kept, kept: ['authToken'] };
      },
    });
    await page.type(page.field('Account SID'), 'AC1');
    await page.type(page.field('Auth Token'), 'secret');
    await page.type(page.field('Price of one segment'), '0,0079');
    await page.type(page.field('Your number'), '+97699112233');
    await page.type(page.field('Text'), 'ж'.repeat(71));
    await vi.waitUntil(() => page.text.includes('2 segments, about $0.0158'));
    expect(http.asked('POST sms/test')).toEqual([]);
    await trial();
    await vi.waitUntil(() => page.text.includes('The gateway took it'));
    expect(http.asked('POST sms/test')[0]!.body).toMatchObject({
      gateway: { preset: 'twilio', values: { accountSid: 'AC1', authToken: 'secret' } },
      to: '+97699112233',
    });
    await page.check(page.field('Send SMS'));
    await page.submit(save);
    await vi.waitUntil(() => toastsOf(inbox).some(each => each.text === 'Saved'));
    expect(http.asked('PUT sms')[0]!.body).toMatchObject({
      isOn: true,
      price: { perThousand: 790, currency: 'USD' },
      proof: 'proof-1',
    });
    expect(page.text).toContain('Kept. Leave it empty to keep it.');
    // What was proved is kept now: nothing is left of it to be saved again.
    expect(page.text).not.toContain('The gateway took it');
  });

  test('saves nothing while a price can not be read', async () => {
    const { page, save, http } = await openPage();
    await page.type(page.field('Price of one segment'), 'cheap');
    await page.submit(save);
    await vi.waitUntil(() => page.text.includes('Not saved. Look at the marked fields.'));
    expect(http.asked('PUT sms')).toEqual([]);
  });

  test('says in our words, or the gateway’s, why a test was not taken', async () => {
    let problem = 'stopped';
    const { page, trial } = await openPage({ 'POST sms/test': () => ({ isTaken: false, problem, proof: null }) });
    await trial();
    await vi.waitUntil(() => /was not taken: .*no more messages/.test(page.text));
    problem = '401 Authenticate';
    await trial();
    await vi.waitUntil(() => page.text.includes('401 Authenticate'));
  });

  test('marks what is wrong with the gateway at its own fields, until it is changed', async () => {
    const refuse = () => {
      throw new ApiError('FIELD_INVALID', { authToken: 'FIELD_REQUIRED', phone: 'PHONE_INVALID' });
    };
    const { page, trial } = await openPage({ 'POST sms/test': refuse });
    await trial();
    await vi.waitUntil(() => page.field('Auth Token').getAttribute('aria-invalid') === 'true');
    expect(page.field('Your number').getAttribute('aria-invalid')).toBe('true');
    await page.type(page.field('Auth Token'), 'x');
    expect(page.field('Auth Token').getAttribute('aria-invalid')).toBe(null);
  });

  test('SM10 what goes out by itself is switched here, and Enter at a number tries and saves nothing', async () => {
    const { page, save, http } = await openPage({
      'POST sms/test': () => ({ isTaken: true, problem: '', proof: 'proof-1' }),
      'PUT sms': ({ body }) => ({ ...answer, settings: body as SmsSettings }),
    });
    const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    page.field('Your number').dispatchEvent(enter);
    await vi.waitUntil(() => http.asked('POST sms/test').length === 1);
    expect(enter.defaultPrevented).toBe(true);
    await page.check(page.field('How it was, once a talk, a call or a visit is over'));
    expect(page.text).toContain('These wait until the price of a segment is known.');
    await page.submit(save);
    await vi.waitUntil(() => http.asked('PUT sms').length === 1);
    expect(http.asked('PUT sms')[0]!.body).toMatchObject({
      toPeople: { apology: false, rating: true, booking: false, return: false, waiting: false },
    });
  });

  test('SM11 what was changed elsewhere meanwhile stays, with what was changed here laid over it', async () => {
    const elsewhere = { ...settings, mostOfDay: 77, price: { perThousand: 55_000, currency: 'USD' } };
    const answers = [settings, elsewhere];
    let puts = 0;
    const { page, save, http } = await openPage({
      'GET sms': () => ({ ...answer, settings: answers.shift() }),
      'PUT sms': ({ body }) => {
        puts += 1;
        if (puts === 1) throw new ApiError('ALREADY_CLAIMED');
        const { was: _, ...kept } = body as SmsSettings & { was: SmsSettings };
        return { ...answer, settings: kept };
      },
    });
    await page.type(page.field('Segments of one message, at most'), '5');
    await page.submit(save);
    await vi.waitUntil(() => page.text.includes('Somebody changed these settings meanwhile'));
    expect(page.field('Price of one segment').value).toBe('0.55');
    await page.submit(save);
    await vi.waitUntil(() => puts === 2);
    expect(http.asked('PUT sms').map(({ body }) => body)).toEqual([
      { ...settings, mostSegments: 5, was: settings },
      { ...elsewhere, mostSegments: 5, was: elsewhere },
    ]);
    await vi.waitUntil(() => !page.text.includes('Somebody changed these settings meanwhile'));
  });

  test('asks for a test where the gateway was not tried', async () => {
    const refuse = () => {
      throw new ApiError('FIELD_INVALID', { proof: 'FIELD_REQUIRED' });
    };
    const { page, save } = await openPage({ 'PUT sms': refuse });
    await page.check(page.field('Send SMS'));
    await page.submit(save);
    await vi.waitUntil(() => page.text.includes('Send one message by this gateway first.'));
  });

  test('shows how any other gateway is asked', async () => {
    const { page, http, trial } = await openPage({
      'POST sms/test': () => ({ isTaken: false, problem: '', proof: null }),
    });
    await page.choose('Which gateway', 'custom');
    await page.type(page.field('Taken when it says'), 'OK, queued,');
    await page.type(page.field('Address'), 'https://gw.example/send');
    await trial();
    const { gateway } = http.asked('POST sms/test')[0]!.body as { gateway: SmsSettings['gateway'] };
    expect(gateway.recipe).toMatchObject({ url: 'https://gw.example/send', taken: ['OK', 'queued'], body: 'json' });
  });
});

test('SM5 SM9 the last messages are listed with what became of them and a way to their talk', async () => {
  const { page } = await openPage();
  const row = page.host.querySelector('.settings-list li')!;
  expect(row.textContent).toContain('+976••••233');
  expect(row.textContent).toContain('2 segments');
  expect(row.textContent).toContain('$1.1');
  expect(row.textContent).toContain('this number asked for no more messages');
  expect(row.querySelector('a')!.getAttribute('href')).toBe('/inbox/all/ann');
  expect(page.text).toContain('2 numbers want no messages');
});

test('SM5 the conversation says that a message did not arrive, and why', async () => {
  const desk = openInbox([]);
  const body = { kind: 'event', event: 'sms_failed', of: 'answer', problem: 'too_long' } as const;
  const entry = {
    conversationId: 'ann',
    seq: 2,
    clientId: null,
    author: { kind: 'system' },
    body,
    createdAt: START,
  } as const;
  const page = await draw(desk, <EventLine entry={entry} event={body} />);
  await vi.waitUntil(() => page.text.includes('The SMS did not arrive (the text is too long)'));
});

describe('SM8 one’s own number', () => {
  const none = { isOffered: true, number: null, pending: null };
  test('is proved with a code', async () => {
    const desk = openInbox([], {
      answers: {
        'GET me/number': () => none,
        'PUT me/number': () => ({ ...none, pending: '+976••••455' }),
        'POST me/number/code': ({ body }) => {
          if ((body as { code: string }).code !== '123456') throw new ApiError('CODE_WRONG', { code: 'CODE_WRONG' });
          return { ...none, number: '+976••••455' };
        },
        'DELETE me/number': () => null,
      },
    });
    const page = await draw(desk, <OwnNumber />);
    await vi.waitUntil(() => page.hasButton('Send me a code'));
    await page.type(page.field('Phone number'), '88114455');
    await page.submit();
    await vi.waitUntil(() => page.text.includes('A code was sent to'));
    expect(document.activeElement).toBe(page.field('Code'));
    await page.press('Send another code');
    expect(page.field('Phone number').value).toBe('88114455');
    await page.press('Cancel');
    expect(page.hasButton('Confirm')).toBe(true);
    await page.type(page.field('Code'), '1');
    await page.submit();
    await vi.waitUntil(() => page.text.includes('wrong or too old'));
    await page.type(page.field('Code'), '123456');
    await page.submit();
    await vi.waitUntil(() => page.text.includes('Confirmed:'));
    await page.press('Remove the number');
    await vi.waitUntil(() => page.hasButton('Send me a code'));
    expect(toastsOf(desk.inbox).map(each => each.text)).toContain('The number is removed');
  });

  test('is not in sight where nothing is sent by SMS', async () => {
    const desk = openInbox([], { answers: { 'GET me/number': () => ({ ...none, isOffered: false }) } });
    const page = await draw(desk, <OwnNumber />);
    await vi.waitUntil(() => desk.http.asked('GET me/number').length === 1);
    expect(page.text).toBe('');
  });
});

test.each<[string, string, number | null]>([
  ['0.0079', 'USD', 790],
  ['55', 'MNT', 5_500_000],
  ['٠٫٥', 'SAR', 50_000],
  ['१२', 'INR', 1_200_000],
  ['3', 'JPY', 3_000],
  ['', 'USD', null],
  ['x', 'USD', null],
  ['-1', 'USD', null],
  ['0', 'USD', null],
])('%j %s is %s for a thousand segments', (typed, currency, perThousand) => {
  expect(priceTyped(typed, currency)?.perThousand ?? null).toBe(perThousand);
});

test('prices are as exact as they were typed', () => {
  expect(priceText({ perThousand: 790, currency: 'USD' }, 2)).toBe('$0.0158');
  expect(priceText({ perThousand: 3_000, currency: 'JPY' }, 2)).toBe('¥6');
});
