/**
 * A server that does what is due until it dies: `node dying-server.ts <url> <now> <config as JSON> <room.verb> <before | after>`.
 * It is killed right before or right after that verb of its store; with `never` by whoever has something of it. A word behind the
 * verb stands in what it is given.
 */
import { buildApp } from '../../server/app.ts';
import { beat } from '../../server/beat.ts';
import { openStore } from '../../server/store/open.ts';

const [url = '', at, config = '{}', what = '', when] = process.argv.slice(2);
const [verb = '', word = ''] = what.split(' ');
const BEAT_MS = 50;

function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

const store = await openStore(url);
if (when !== 'never') {
  const [room = '', name = ''] = verb.split('.');
  const verbs = (store as unknown as Record<string, Record<string, (...given: unknown[]) => Promise<unknown>>>)[room]!;
  const own = verbs[name]!;
  verbs[name] = async (...given) => {
    if (!JSON.stringify(given).includes(word)) return own(...given);
    if (when === 'before') return die();
    await own(...given);
    return die();
  };
}
const app = await buildApp({ config: JSON.parse(config), store, now: () => Number(at) });
await app.ready();
for (;;) {
  await beat(app.context);
  await new Promise(resolve => setTimeout(resolve, BEAT_MS));
}
