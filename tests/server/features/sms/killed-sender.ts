/** A server that is killed while the gateway has its message: `node killed-sender.ts <url> <now> <config>`. */
import { buildApp } from '../../../../server/app.ts';
import { smsDelivery } from '../../../../server/features/sms/commands.ts';
import { openStore } from '../../../../server/store/open.ts';

const [url, at, config] = process.argv.slice(2);
const store = await openStore(url!);
const { context } = await buildApp({ config: JSON.parse(config!), store, now: () => Number(at) });
const sms = {
  id: 'killed',
  to: '+97688112233',
  text: 'It is ready',
  siteId: null,
  conversationId: null,
  isUrgent: false,
};
await store.outbox.put([smsDelivery(context, sms)]);
context.outbox.wake();
