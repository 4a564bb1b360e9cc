import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { type Said, said } from '../../../../protocol/doctor/says.ts';
import type { Config } from '../../../../server/config.ts';
import type { Check } from '../../../../server/features/doctor/check.ts';
import { mail } from '../../../../server/features/doctor/checks/mail.ts';
import { mailIn } from '../../../../server/features/doctor/checks/mail-in.ts';
import { push } from '../../../../server/features/doctor/checks/push.ts';
import { sms } from '../../../../server/features/doctor/checks/sms.ts';
import { telegram } from '../../../../server/features/doctor/checks/telegram.ts';
import { letterDelivery } from '../../../../server/features/mail/letters.ts';
import { NEW_PROGRESS } from '../../../../server/features/mail-in/rules.ts';
import type { MailAccountRecord, MailProgress } from '../../../../server/features/mail-in/store.ts';
import { buildTestApp, type Desk, TEST_CONFIG } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';
import { openMailServer } from '../../../helpers/mail-server.ts';
import { openPushService } from '../../../helpers/push-service.ts';
import { smsDesk, smsGateway } from '../../../helpers/sms-gateway.ts';
import { deskWithBot } from '../telegram/desk.ts';

const DAY = 24 * 3_600_000;
const OTHER_KEY = { secretKey: `${TEST_CONFIG.secretKey}!` };
const signal = new AbortController().signal;

const found = (check: Check, { context }: Desk, config: Partial<Config> = {}) =>
  check.run({ ...context, config: { ...context.config, ...config } }, signal);
const codes = async (...input: Parameters<typeof found>) => (await found(...input)).map(({ code }) => code);

/** A mail server that lets nobody in, and repeats nothing of what it was told. */
async function openLockedServer(): Promise<number> {
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: (_auth, _session, callback) => callback(new Error('no such user')),
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => void server.close());
  return (server.server.address() as AddressInfo).port;
}

test('mail leaves when its server answers and lets us in', async () => {
  expect(await codes(mail, await buildTestApp())).toEqual(['mailOff']);
  const desk = await buildTestApp({ config: (await openMailServer()).config });
  expect(await found(mail, desk)).toEqual([said('mailReady', { host: '127.0.0.1' })]);
  const of = { siteId: null, conversationId: null, template: 'test', locale: 'en', values: {} } as const;
  const letter = letterDelivery(desk.context, { id: 'later', to: 'bat@altan.example', ...of });
  await desk.store.outbox.put([{ ...letter, dueAt: desk.context.now() + DAY }]);
  expect((await found(mail, desk))[1]).toEqual(said('outboxWaiting', { n: 1 }));
});

test('a mail server that is away is another trouble than one that lets us not in', async () => {
  const mailFrom = 'desk@altan.example';
  const away = await buildTestApp({ config: { smtpUrl: 'smtp://127.0.0.1:1', mailFrom } });
  expect(await codes(mail, away)).toEqual(['mailSilent']);
  const smtpUrl = `smtp://desk:hunter22@127.0.0.1:${await openLockedServer()}`;
  const [locked] = await found(mail, await buildTestApp({ config: { smtpUrl, mailFrom } }));
  expect(locked!.code).toBe('mailLocked');
  expect(JSON.stringify(locked)).not.toMatch(/hunter22/);
});

const imap: MailAccountRecord['settings']['imap'] = {
  ...{ host: 'imap.example', port: 993, security: 'tls', user: 'hello', folder: 'INBOX', moveTo: '', oauth: null },
  ...{ password: 'v1.sealed', clientSecret: '', refreshToken: '' },
};
const address = 'hello@altan.example';

test.each<[string, boolean, (now: number) => Partial<MailProgress>, Said[]]>([
  ['is connected', true, now => ({ connectedSince: now - DAY }), [said('mailInConnected', { address, age: DAY })]],
  ['was just set', true, () => ({}), [said('mailInOpening', { address })]],
  [
    'is refused',
    true,
    () => ({ problem: 'login', detail: 'no such user' }),
    [said('mailInTrouble', { address, problem: 'no such user' })],
  ],
  [
    'is refused without a word',
    true,
    () => ({ problem: 'lost' }),
    [said('mailInTrouble', { address, problem: 'lost' })],
  ],
  [
    'had a mail that nobody can read, and one of last week',
    false,
    now => ({ skipped: [now - 1, now - 7 * DAY].map(at => ({ at, uid: 1, reason: 'too large' })) }),
    [said('mailInBrought', { address }), said('mailInSkipped', { address, n: 1 })],
  ],
])('an account for mail that %s', async (_how, isRead, progress, expected) => {
  const desk = await buildTestApp();
  const { store, context } = desk;
  expect(await codes(mailIn, desk)).toEqual(['mailInOff']);
  await store.mailIn.putAccount({
    ...{ id: desk.site.id, version: 1 },
    settings: { address, takesPlus: true, imap: isRead ? imap : null, doorSecret: '' },
    progress: { ...NEW_PROGRESS, ...progress(context.now()) },
  });
  expect(await found(mailIn, desk)).toEqual(expected);
});

test('DR5 push is counted by browsers, and is not broken where nobody wants it or nobody can', async () => {
  const desk = await buildTestApp({ config: { webhooksToPrivate: true } });
  expect(await codes(push, desk)).toEqual(['pushNobody']);
  expect(await codes(push, desk, { publicUrl: 'http://desk.example' })).toEqual(['pushPlain']);
  expect(await codes(push, desk, { publicUrl: 'http://localhost:8080' })).toEqual(['pushNobody']);
  const service = await openPushService();
  for (const name of ['phone', 'laptop']) {
    const agent = await staffed(desk);
    await agent.ask('POST /v1/push/devices', { body: service.subscribe(name) });
  }
  expect(await found(push, desk)).toEqual([said('pushDevices', { n: 2 })]);
});

test('the bot is asked for, and where its updates go', async () => {
  expect(await codes(telegram, await buildTestApp())).toEqual(['telegramOff']);
  const { desk, telegram: service, owner } = await deskWithBot('webhook');
  expect(await found(telegram, desk)).toEqual([said('telegramFine', { name: `@${service.username}` })]);
  expect(await codes(telegram, desk, OTHER_KEY)).toEqual(['telegramSealed']);
  service.setOtherWebhook('https://elsewhere.example/secret');
  expect(await codes(telegram, desk)).toEqual(['telegramUnset']);
  await owner.ask('PUT /v1/telegram', { body: { mode: 'polling' } });
  expect(await codes(telegram, desk)).toEqual(['telegramFine']);
  service.setOtherWebhook('https://elsewhere.example/secret');
  expect(await found(telegram, desk)).toEqual([said('telegramForeign', { host: 'elsewhere.example' })]);
  service.goDown(true);
  expect(await codes(telegram, desk)).toEqual(['telegramSilent']);
  await owner.ask('PUT /v1/telegram', { body: { mode: 'off' } });
  await owner.ask('DELETE /v1/telegram');
  expect(await codes(telegram, desk)).toEqual(['telegramOff']);
});

test('short messages leave while their gateway is on, can be opened, and the day is not full', async () => {
  const desk = await buildTestApp({ config: { webhooksToPrivate: true } });
  expect(await codes(sms, desk)).toEqual(['smsOff']);
  const { ask, settings } = await smsDesk(desk, (await smsGateway()).url, { mostOfDay: 1 });
  expect(await codes(sms, desk)).toEqual(['smsReady']);
  expect(await codes(sms, desk, OTHER_KEY)).toEqual(['smsSealed']);
  await ask('POST', '/v1/sms/test', { gateway: settings.gateway, to: '+97699112244', text: 'Test' });
  expect(await found(sms, desk)).toEqual([said('smsDayFull', { n: 1 })]);
  await desk.pass(DAY);
  expect(await codes(sms, desk)).toEqual(['smsReady']);
});
