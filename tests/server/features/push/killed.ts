/** A server that writes what is to be pushed, and is killed before it pushes anything: `node killed.ts <url> <deliveries as JSON>`. */
import { openStore } from '../../../../server/store/open.ts';

const [url = '', deliveries = '[]'] = process.argv.slice(2);
const store = await openStore(url);
await store.outbox.put(JSON.parse(deliveries));
process.stdout.write('written\n');
// Until then it lives.
setInterval(() => {}, 1_000);
