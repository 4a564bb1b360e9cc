/**
 * Deskbell as it runs, from `buildApp` up, but for one thing: the rates that hold back a single visitor are off, because
 * a thousand of them are to be as busy as a hundred thousand would be.
 */
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { ensureSite } from '../../server/first-start.ts';
import { openStore } from '../../server/store/open.ts';
import { gauges, serveOrders, settings } from './child.ts';

const { databaseUrl } = settings<{ databaseUrl: string }>();
const config = readConfig({
  DATABASE_URL: databaseUrl,
  SECRET_KEY: 'x'.repeat(40),
  LOG_LEVEL: 'error',
  HOST: '127.0.0.1',
  PORT: '0',
});
const store = await openStore(config.databaseUrl);
const app = await buildApp({ config, store, rates: { spend: () => {}, tick: () => {} } });
await ensureSite(app.context);
const [site] = await store.sites();
await app.listen({ port: 0, host: '127.0.0.1' });

serveOrders({ port: (app.server.address() as { port: number }).port, siteKey: site?.key }, gauges);
process.on('SIGTERM', async () => {
  await app.close();
  await store.close();
  process.exit();
});
