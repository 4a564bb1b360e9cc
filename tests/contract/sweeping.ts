/** A server that does nothing but take away what is too old, batch by batch, until it is killed or done. */
import { openStore } from '../../server/store/open.ts';

const [url = '', siteId = '', before = '0'] = process.argv.slice(2);
const store = await openStore(url);
process.stdout.write('open\n');
for (const kind of ['conversations', 'contacts'] as const) {
  for (;;) {
    const { count } = await store.privacy.expire({ siteId, kind, before: Number(before), limit: 5 });
    process.stdout.write(`${kind} ${count}\n`);
    if (count === 0) break;
  }
}
await store.close();
