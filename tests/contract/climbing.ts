/**
 * A server that does nothing but what time brings, by a clock that goes half a minute with each beat, until it is killed
 * or told to stop: `node climbing.ts <url> <from> <to>`. Says the time before each beat.
 */
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { openStore } from '../../server/store/open.ts';

const [url = '', from = '0', to = '0'] = process.argv.slice(2);
const store = await openStore(url);
const clock = { now: Number(from) };
const config = readConfig({
  DATABASE_URL: url,
  SECRET_KEY: 'a key for tests, long enough for the rule',
  LOG_LEVEL: 'silent',
  WEBHOOKS_TO_PRIVATE: 'on',
});
const app = await buildApp({ config, store, now: () => clock.now });
await app.context.staff.reload();
for (; clock.now <= Number(to); clock.now += 30_000) {
  process.stdout.write(`${clock.now}\n`);
  await app.context.jobs.tick();
  await app.context.bots.settled();
}
await app.close();
await store.close();
