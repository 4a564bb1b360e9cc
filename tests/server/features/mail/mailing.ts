/**
 * A server that mails one letter: `node mailing.ts <store url> <port of the mail server> <time> <before | while>`. With `before` it is
 * killed once the letter is written, before it leaves; else by whoever takes it.
 */
import { buildApp } from '../../../../server/app.ts';
import { readConfig } from '../../../../server/config.ts';
import { letterDelivery } from '../../../../server/features/mail/letters.ts';
import { openStore } from '../../../../server/store/open.ts';

const [url = '', port, time, mode] = process.argv.slice(2);
const store = await openStore(url);
const config = readConfig({
  DATABASE_URL: url,
  SECRET_KEY: 'a key for tests, long enough for the rule',
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  MAIL_FROM: 'desk@altan.example',
  LOG_LEVEL: 'silent',
});
const app = await buildApp({ config, store, now: () => Number(time) });
const { context } = app;
const words = { template: 'test', locale: 'en', values: {} } as const;
const letter = { id: 'mail_once', to: 'bat@altan.example', siteId: null, conversationId: null, ...words };
await store.outbox.put([letterDelivery(context, letter)]);
if (mode === 'before') process.kill(process.pid, 'SIGKILL');
await context.outbox.tick();
await context.outbox.settled();
