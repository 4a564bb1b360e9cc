import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BOT_ALONE } from '../../protocol/script/turn.ts';
import { openStore } from '../../server/store/open.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { newSqliteUrl } from '../helpers/new-folder.ts';
import { openReceiver } from '../helpers/receiver.ts';
import { NOON, newId, setScene, texts } from './scene.ts';

const mongo = await sharedMongo();

describe.each([
  ['SQLite', newSqliteUrl, null],
  ['MongoDB', () => newDatabase(mongo), mongo.uri ? null : mongo.reason],
])('%s', (_name, newUrl, reason) => {
  test.skipIf(reason)(
    'BT2 BT3 a server that is killed while it asks asks once, and the next one passes the bot over, once',
    async () => {
      let kill = (): void => undefined;
      const bot = await openReceiver(() => {
        kill();
        return 'silence';
      });
      const url = newUrl();
      const before = await openStore(url);
      const scene = await setScene(before, { bot: { url: bot.url, isOn: true, secrets: [] } });
      const count = { id: newId('act'), day: '2025-06-02' };
      const scripted = { script: BOT_ALONE, hasBot: true, siteLocale: 'en' as const, isHere: true, count };
      const { conversation } = await scene.say(await scene.visitor(), 'Peonies?', { scripted, at: NOON });
      await before.close();

      /** A server that lives from one time to another. */
      async function live(from: number, to: number): Promise<void> {
        const script = join(import.meta.dirname, 'climbing.ts');
        const args = ['--disable-warning=ExperimentalWarning', script, url, String(from), String(to)];
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
        kill = () => void child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await live(NOON, NOON + 1_000);
      const left = await openStore(url);
      expect((await left.jobs.ofConversation(conversation.id)).map(each => each.step)).toEqual([1, 2]);
      await left.close();
      // Within the lease of the dead, and long after it.
      await live(NOON + 10_000, NOON + 200_000);

      const store = await openStore(url);
      onTestFinished(() => store.close());
      const entries = await store.conversations.entriesAfter(conversation.id, 0, 9);
      expect(texts(entries)).toEqual(['Peonies?', 'event', expect.stringContaining('Nobody is at the desk')]);
      expect(bot.got).toHaveLength(1);
      expect((await store.conversations.find(conversation.id))!.waitingSince).not.toBeNull();
    },
  );
});
