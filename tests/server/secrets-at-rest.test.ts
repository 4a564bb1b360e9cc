import { readFileSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { pushKeysOf } from '../../server/features/push/keys.ts';
import { openStore } from '../../server/store/open.ts';
import { agent, buildTestApp, send, TEST_CONFIG, visitor } from '../helpers/app.ts';
import { ask, givePassword, PASSWORD } from '../helpers/http.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { newSqliteUrl } from '../helpers/new-folder.ts';
import { openPushService } from '../helpers/push-service.ts';

const mongo = await sharedMongo();

/** Everything that lies in a store, as a thief would have it. */
async function bytesOf(url: string): Promise<string> {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length);
    return [path, `${path}-wal`].map(each => readFileSync(each, 'latin1')).join('\n');
  }
  const client = await MongoClient.connect(url);
  try {
    const collections = await client.db().collections();
    const all = await Promise.all(collections.map(each => each.find().toArray()));
    return JSON.stringify(all);
  } finally {
    await client.close();
  }
}

describe.each([
  ['SQLite', newSqliteUrl, null],
  ['MongoDB', () => newDatabase(mongo), mongo.uri ? null : mongo.reason],
])('%s', (_name, newUrl, reason) => {
  test.skipIf(reason)(
    'PR12 no secret can be read in the store: they are sealed under a key that is not in it, or hashes',
    async () => {
      const url = newUrl();
      const desk = await buildTestApp({ store: await openStore(url), config: { webhooksToPrivate: true } });
      const owner = await agent(desk, { role: 'owner' });
      const { cookie } = owner;
      await givePassword(desk, owner.agent.id);
      const ann = await visitor(desk);
      await send(ann, 'A word that is there');
      const identity = (await ask(desk, 'POST /v1/sites/altan/identity-secret', { cookie })).json();
      const body = { url: 'http://127.0.0.1:9/hook', events: ['entry.added'] };
      const made = (await ask(desk, 'POST /v1/sites/altan/webhooks', { cookie, body })).json();
      const rotated = (await ask(desk, `POST /v1/sites/altan/webhooks/${made.webhook.id}/rotate`, { cookie })).json();
      const invited = (
        await ask(desk, 'POST /v1/invitations', { cookie, body: { role: 'agent', email: 'new@altan.example' } })
      ).json();
      const service = await openPushService();
      const subscription = service.subscribe('phone');
      expect((await ask(desk, 'POST /v1/push/devices', { cookie, body: subscription })).statusCode).toBe(201);
      const secrets = {
        endpoint: subscription.endpoint,
        push: subscription.keys.auth,
        vapid: (await pushKeysOf(desk.context.settings, TEST_CONFIG.secretKey)).privateKey,
        key: TEST_CONFIG.secretKey,
        identity: identity.secret,
        webhook: made.secret,
        rotated: rotated.secret,
        session: cookie.slice(cookie.indexOf('=') + 1),
        visitor: ann.token,
        password: PASSWORD,
        invitation: /invite=([\w-]+)/.exec(JSON.stringify(invited))?.[1],
      };
      const bytes = await bytesOf(url);
      expect(bytes).toContain('A word that is there');
      for (const [name, secret] of Object.entries(secrets)) {
        expect(typeof secret, name).toBe('string');
        expect(secret!.length, name).toBeGreaterThan(15);
        expect(bytes, name).not.toContain(secret);
        // Nor as the base64 that a library may make of it.
        expect(bytes, name).not.toContain(Buffer.from(secret!).toString('base64').replace(/=+$/, ''));
      }
    },
  );
});
