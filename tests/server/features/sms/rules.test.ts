import { describe, expect, test } from 'vitest';
import type { SmsRecipe, SmsState } from '../../../../protocol/sms.ts';
import { PRESETS } from '../../../../server/features/sms/presets.ts';
import {
  dayFrom,
  goesOn,
  isOver,
  judged,
  masked,
  recipeProblem,
  reportsIn,
  zonesFor,
} from '../../../../server/features/sms/rules.ts';
import { wishIn } from '../../../../server/features/sms/stop-words.ts';
import { recipeOf } from '../../../helpers/sms-gateway.ts';

const GATEWAY = recipeOf('https://gw.example/send');
const any: SmsRecipe = { ...GATEWAY, statusAt: '', taken: [], later: [], idAt: '', problemAt: '' };

describe('SM1 an answer', () => {
  test.each<[of: string, recipe: SmsRecipe, status: number, body: unknown, is: object]>([
    ['any gateway', any, 200, 'OK', { is: 'taken', providerId: '' }],
    ['any gateway', any, 202, '', { is: 'taken' }],
    ['any gateway', any, 400, 'no such number', { is: 'refused', problem: '400 no such number' }],
    ['any gateway', any, 302, '', { is: 'refused' }],
    ['any gateway', any, 500, '<html>', { is: 'later', problem: '500', isUnsure: true }],
    ['any gateway', any, 503, '', { is: 'later', isUnsure: false }],
    ['any gateway', any, 429, '', { is: 'later', isUnsure: false }],
    ['any gateway', any, 401, '', { is: 'later', isUnsure: false }],
    ['one of text', { ...any, taken: ['OK'], later: ['ERR 9'] }, 200, 'OK 77', { is: 'taken' }],
    ['one of text', { ...any, taken: ['OK'], later: ['ERR 9'] }, 200, 'ERR 3', { is: 'refused', problem: '200 ERR 3' }],
    ['one of text', { ...any, taken: ['OK'], later: ['ERR 9'] }, 200, 'ERR 9', { is: 'later', isUnsure: false }],
    [
      '200 with an error inside',
      GATEWAY,
      200,
      { status: 'rejected', error: 'spam' },
      { is: 'refused', problem: '200 spam' },
    ],
    ['200 that asks to wait', GATEWAY, 200, { status: 'busy' }, { is: 'later', problem: '200 busy' }],
    // Whoever can not read an answer does not ask, and pay, again.
    ['200 that is a page', GATEWAY, 200, '<html>gone</html>', { is: 'refused', problem: '200' }],
    [
      'a number in its words',
      GATEWAY,
      400,
      { error: 'no +97699112233 here' },
      { is: 'refused', problem: '400 no … here' },
    ],
    [
      'Twilio',
      PRESETS.twilio.recipe,
      201,
      { sid: 'SM1', status: 'queued', error_message: null },
      { is: 'taken', providerId: 'SM1' },
    ],
    [
      'Twilio',
      PRESETS.twilio.recipe,
      400,
      { code: 21211, message: 'Invalid To' },
      { is: 'refused', problem: '400 Invalid To' },
    ],
    [
      'Vonage',
      PRESETS.vonage.recipe,
      200,
      { messages: [{ status: '0', 'message-id': 'v1' }] },
      { is: 'taken', providerId: 'v1' },
    ],
    [
      'Vonage',
      PRESETS.vonage.recipe,
      200,
      { messages: [{ status: '1', 'error-text': 'Throttled' }] },
      { is: 'later', problem: '200 Throttled' },
    ],
    ['Vonage', PRESETS.vonage.recipe, 200, { messages: [{ status: '7', 'error-text': 'Barred' }] }, { is: 'refused' }],
    ['MessageBird', PRESETS.messagebird.recipe, 201, { id: 'm1' }, { is: 'taken', providerId: 'm1' }],
    [
      'MessageBird',
      PRESETS.messagebird.recipe,
      422,
      { errors: [{ code: 9, description: 'no recipients' }] },
      { is: 'refused', problem: '422 no recipients' },
    ],
    [
      'Infobip',
      PRESETS.infobip.recipe,
      200,
      { messages: [{ messageId: 'i1', status: { groupName: 'PENDING' } }] },
      { is: 'taken', providerId: 'i1' },
    ],
    [
      'Infobip',
      PRESETS.infobip.recipe,
      200,
      { messages: [{ status: { groupName: 'REJECTED', description: 'No route' } }] },
      { is: 'refused', problem: '200 No route' },
    ],
    ['SMSC.ru', PRESETS.smsc.recipe, 200, { id: 7, cnt: 1 }, { is: 'taken', providerId: '7' }],
    ['CallPro', PRESETS.callpro.recipe, 200, { status: 'queued', message_id: 'c1' }, { is: 'taken', providerId: 'c1' }],
    ['CallPro', PRESETS.callpro.recipe, 200, { status: 'queued' }, { is: 'refused' }],
    ['CallPro', PRESETS.callpro.recipe, 402, { error: 'Payment not paid' }, { is: 'later', isUnsure: false }],
    // A closed number must not hold the others back.
    ['CallPro', PRESETS.callpro.recipe, 403, { error: 'blocked' }, { is: 'refused', problem: '403 blocked' }],
    [
      'AfroMessage',
      PRESETS.afromessage.recipe,
      200,
      { acknowledge: 'success', response: { message_id: 'e1', status: 'Send is in progress...' } },
      { is: 'taken', providerId: 'e1' },
    ],
    [
      'AfroMessage',
      PRESETS.afromessage.recipe,
      200,
      { acknowledge: 'error', response: { errors: ['Message content is empty'] } },
      { is: 'refused', problem: '200 Message content is empty' },
    ],
    [
      'GeezSMS',
      PRESETS.geezsms.recipe,
      200,
      { message_status: 'success', api_log_id: 6_569_829, message: 'Test message' },
      { is: 'taken', providerId: '6569829' },
    ],
    ['GeezSMS', PRESETS.geezsms.recipe, 200, { error: true, msg: 'API Not found' }, { is: 'refused' }],
    [
      'SMSC.ru',
      PRESETS.smsc.recipe,
      200,
      { error: 'no money', error_code: 3, id: 7 },
      { is: 'later', problem: '200 no money' },
    ],
    ['SMSC.ru', PRESETS.smsc.recipe, 200, { error: 'invalid number', error_code: 7, id: 7 }, { is: 'refused' }],
    [
      'Africa’s Talking',
      PRESETS.africastalking.recipe,
      201,
      { SMSMessageData: { Recipients: [{ statusCode: 101, messageId: 'a1' }] } },
      { is: 'taken', providerId: 'a1' },
    ],
    [
      'Africa’s Talking',
      PRESETS.africastalking.recipe,
      201,
      { SMSMessageData: { Recipients: [{ statusCode: 403, status: 'InvalidPhoneNumber' }] } },
      { is: 'refused', problem: '201 InvalidPhoneNumber' },
    ],
    [
      'Africa’s Talking',
      PRESETS.africastalking.recipe,
      201,
      { SMSMessageData: { Recipients: [{ statusCode: 405 }] } },
      { is: 'later' },
    ],
    [
      'Unifonic',
      PRESETS.unifonic.recipe,
      200,
      { success: true, data: { MessageID: 42 } },
      { is: 'taken', providerId: '42' },
    ],
    ['Unifonic', PRESETS.unifonic.recipe, 200, { success: false, message: 'Dest num is too short' }, { is: 'refused' }],
    ['MSG91', PRESETS.msg91.recipe, 200, { type: 'success', message: 'req1' }, { is: 'taken', providerId: 'req1' }],
    [
      'MSG91',
      PRESETS.msg91.recipe,
      200,
      { type: 'error', message: 'flow missing' },
      { is: 'refused', problem: '200 flow missing' },
    ],
  ])('of %s: %#', (_of, recipe, status, body, is) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect(judged(recipe, { status, text })).toMatchObject(is);
  });
});

describe('SM5 a report', () => {
  test.each<[of: string, report: SmsRecipe['report'], body: unknown, states: unknown[]]>([
    ['Twilio', PRESETS.twilio.recipe.report, { MessageSid: 'SM1', MessageStatus: 'delivered' }, [['SM1', 'delivered']]],
    ['Twilio', PRESETS.twilio.recipe.report, { MessageSid: 'SM1', MessageStatus: 'sent' }, [['SM1', 'sent']]],
    ['Vonage', PRESETS.vonage.recipe.report, { messageId: 'v1', status: 'expired' }, [['v1', 'failed']]],
    [
      'Infobip',
      PRESETS.infobip.recipe.report,
      {
        results: [
          { messageId: 'i1', status: { groupName: 'DELIVERED' } },
          { messageId: 'i2', status: { groupName: 'EXPIRED' } },
        ],
      },
      [
        ['i1', 'delivered'],
        ['i2', 'failed'],
      ],
    ],
    ['SMSC.ru', PRESETS.smsc.recipe.report, { id: '7', status: '20' }, [['7', 'failed']]],
    ['Africa’s Talking', PRESETS.africastalking.recipe.report, { id: 'a1', status: 'Success' }, [['a1', 'delivered']]],
    ['MSG91', PRESETS.msg91.recipe.report, { requestId: 'r1', status: '17' }, [['r1', 'failed']]],
    ['nobody', GATEWAY.report, { hello: 1 }, []],
    ['nobody', GATEWAY.report, [], []],
    ['nobody', GATEWAY.report, null, []],
  ])('of %s: %#', (_of, report, body, states) => {
    expect(reportsIn(report, body).map(({ providerId, state }) => [providerId, state])).toEqual(states);
  });

  test.each<[SmsState, SmsState, boolean]>([
    ['waiting', 'sent', true],
    ['waiting', 'delivered', true],
    ['sent', 'sent', false],
    ['sent', 'delivered', true],
    ['sent', 'failed', true],
    ['delivered', 'sent', false],
    ['delivered', 'failed', false],
    ['failed', 'sent', false],
    ['failed', 'delivered', true],
  ])('after %s, %s counts: %s', (before, next, counts) => {
    expect(goesOn(before, next)).toBe(counts);
  });
});

describe('SM6 by day', () => {
  const NIGHT = { from: 21, to: 8 };
  const at = (text: string) => Date.parse(text);
  test.each<[at: string, zones: string[], night: { from: number; to: number }, day: string]>([
    ['2026-03-04T04:00:00Z', ['Asia/Ulaanbaatar'], NIGHT, '2026-03-04T04:00:00Z'],
    ['2026-03-04T13:00:00Z', ['Asia/Ulaanbaatar'], NIGHT, '2026-03-05T00:00:00Z'],
    ['2026-03-04T12:59:59Z', ['Asia/Ulaanbaatar'], NIGHT, '2026-03-04T12:59:59Z'],
    ['2026-03-04T23:59:59Z', ['Asia/Ulaanbaatar'], NIGHT, '2026-03-05T00:00:00Z'],
    ['2026-03-05T00:00:00Z', ['Asia/Ulaanbaatar'], NIGHT, '2026-03-05T00:00:00Z'],
    ['2026-03-04T13:00:00Z', ['Asia/Ulaanbaatar'], { from: 8, to: 8 }, '2026-03-04T13:00:00Z'],
    ['2026-03-04T04:30:00Z', ['Asia/Ulaanbaatar'], { from: 12, to: 14 }, '2026-03-04T06:00:00Z'],
    // The night in which clocks go forward is an hour shorter.
    ['2026-03-28T22:00:00Z', ['Europe/Berlin'], NIGHT, '2026-03-29T06:00:00Z'],
    ['2026-10-24T22:00:00Z', ['Europe/Berlin'], NIGHT, '2026-10-25T07:00:00Z'],
    // Day from New York to Honolulu.
    ['2026-03-04T14:00:00Z', ['America/New_York', 'Pacific/Honolulu'], NIGHT, '2026-03-04T18:00:00Z'],
    ['2026-03-05T03:00:00Z', ['America/New_York', 'Pacific/Honolulu'], NIGHT, '2026-03-05T18:00:00Z'],
  ])('%s in %s, night %j: %s', (from, zones, night, day) => {
    expect(new Date(dayFrom(at(from), zones, night)).toISOString()).toBe(new Date(at(day)).toISOString());
  });

  test('the clock is the person’s, or their country’s, or the desk’s', () => {
    expect(zonesFor('+97699112233', 'Europe/Berlin', 'Asia/Hovd')).toEqual(['Europe/Berlin']);
    expect(zonesFor('+251911234567', undefined, 'Asia/Hovd')).toEqual(['Africa/Addis_Ababa']);
    expect(zonesFor('+251911234567', 'UTC', 'Asia/Hovd')).toEqual(['Africa/Addis_Ababa']);
    expect(zonesFor('+97699112233', undefined, 'Asia/Hovd')).toEqual(['Asia/Hovd']);
    expect(zonesFor('+79161234567', undefined, 'Asia/Ulaanbaatar').length).toBeGreaterThan(5);
    expect(zonesFor('+9999', undefined, 'Asia/Hovd')).toEqual(['Asia/Hovd']);
  });
});

test('SM1 nothing is tried after a day, nor four times where each may have arrived', () => {
  const HOUR = 3_600_000;
  expect(isOver({ unsure: 0, since: 0 }, 23 * HOUR)).toBe(false);
  expect(isOver({ unsure: 0, since: 0 }, 24 * HOUR)).toBe(true);
  expect(isOver({ unsure: 3, since: 0 }, HOUR)).toBe(false);
  expect(isOver({ unsure: 4, since: 0 }, HOUR)).toBe(true);
});

test.each([
  ['+97699112233', '+976••••233'],
  ['+79161234567', '+7••••4567'],
  ['+12025550123', '+1••••0123'],
  ['112', '••••2'],
])('SM9 of %s lists show %s', (number, shown) => {
  expect(masked(number)).toBe(shown);
});

test.each<[Partial<SmsRecipe>, string | null]>([
  [{}, null],
  [{ url: 'https://gw.example/send?key={{key}}' }, 'url'],
  [{ url: 'https://gw.example/{{text}}' }, 'url'],
  [{ url: 'https://gw.example/{{user}}/send' }, null],
  [{ headers: 'Authorization: Basic {{basic}}\nX-Id: {{id}}' }, null],
  [{ headers: 'X-Text: {{text}}' }, 'headers'],
  [{ headers: 'no header' }, 'headers'],
  [{ fields: '{"to": "{{to}}", "text": "{{text}}"' }, 'fields'],
  [{ fields: '{"to": "{{to}}"}' }, 'fields'],
  [{ fields: '{"text": "{{text}}"}' }, 'fields'],
  [{ fields: '{"to": "{{to}}", "text": "{{words}}"}' }, 'fields'],
  [{ body: 'form', fields: 'to={{digits}}\ntext={{text}}' }, null],
  [{ body: 'none', method: 'GET', fields: '', url: 'https://gw.example/?to={{national}}&text={{text}}' }, null],
  [{ body: 'none', method: 'GET', fields: '' }, 'fields'],
])('SM2 of a recipe with %j it is said what is wrong: %s', (change, problem) => {
  expect(recipeProblem({ ...GATEWAY, ...change })).toBe(problem);
});

describe('SM4 the whole message', () => {
  test.each<[string, 'stop' | 'start' | null]>([
    ['STOP', 'stop'],
    [' "Stop." ', 'stop'],
    ['Стоп!', 'stop'],
    ['ЗОГСОО', 'stop'],
    ['zogs', 'stop'],
    ['إِيقاف', 'stop'],
    ['الغاء', 'stop'],
    ['አቁም።', 'stop'],
    ['बंद करें', 'stop'],
    ['start', 'start'],
    ['Эхлэх', 'start'],
    ['ابدأ', 'start'],
    ['ጀምር', 'start'],
    ['शुरू', 'start'],
    ['Please do not stop', null],
    ['stop by at five?', null],
    ['', null],
    ['!!!', null],
    ['x'.repeat(5000), null],
  ])('%j says %s', (text, wish) => {
    expect(wishIn(text)).toBe(wish);
  });
});
