import { describe, expect, test } from 'vitest';
import { SETTLE_MS } from '../../../../server/features/calls/rules.ts';
import { agent, buildFleet } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();

describe.skipIf(!mongo.uri)(`calls at two servers on one database ${mongo.reason ?? ''}`, () => {
  test('CL6 CL7 CL13 what one server hears shows at the pages of the other, once at its own, and is called back once', async () => {
    const [here, there] = (await buildFleet(newDatabase(mongo), 2)) as [
      Awaited<ReturnType<typeof buildFleet>>[number],
      Awaited<ReturnType<typeof buildFleet>>[number],
    ];
    const owner = await staffed(here, { role: 'owner' });
    await owner.ask('PATCH /v1/switches', { body: { telephone: true } });
    const made = { name: 'Front desk', number: '', siteId: here.site.id, rings: { kind: 'everybody' }, dialect: 'api' };
    await owner.ask('POST /v1/telephone/lines', { body: made });
    // What the other remembers of settings is some seconds old at most; a page that is opened reads them.
    const [sarnai, bold] = [await agent(here, { name: 'Sarnai' }), await agent(there, { name: 'Bold' })];
    const reader = await agent(there, { role: 'reader' });
    const say = (event: string, more = {}) =>
      owner.ask('POST /v1/calls', { body: { callId: 'one', event, number: '+97699112233', ...more } });
    await say('ringing');
    for (const page of [sarnai, bold]) {
      const { call, people } = await page.hears('call.changed');
      expect(call).toMatchObject({ state: 'ringing', number: '+97699112233' });
      expect(people).toHaveLength(1);
    }
    expect((await reader.hears('call.logged')).contactIds).toHaveLength(1);
    await say('ended');
    expect((await bold.hears('call.changed')).call).toMatchObject({ state: 'ended', isMissed: true });
    await sarnai.hears('call.changed', news => news.call.state === 'ended');
    expect((await sarnai.rest()).filter(news => news.type === 'call.changed')).toEqual([]);
    await Promise.all([here.pass(SETTLE_MS, sarnai), there.pass(SETTLE_MS, bold)]);
    for (const page of [sarnai, bold]) await page.hears('call.changed', news => news.call.callbackId !== null);
    expect((await here.store.callbacks.queue({ limit: 10 })).items).toHaveLength(1);
  });
});
