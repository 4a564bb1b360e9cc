import { MongoClient } from 'mongodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { buildFleet } from '../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../helpers/mongod.ts';
import { addressOf, HttpWire, hello, visitorLink } from './http-wire.ts';

const mongo = await sharedMongo();

describe.skipIf(!mongo.uri)(`a link by HTTP to one of several servers ${mongo.reason ?? ''}`, () => {
  /** A link here, and the way by which its requests reach the other server. */
  async function astray(headers: Record<string, string> = {}) {
    const url = newDatabase(mongo);
    const [here, there] = await buildFleet(url, 2);
    const wire = await visitorLink(here!, headers);
    const other = new HttpWire(`${await addressOf(there!)}/v1/visitor/stream`, headers);
    other.link = wire.link;
    return { url, wire, other, there: there! };
  }
  const message = (number: number) => ({ type: 'message.send', clientId: `client-000${number}`, text: `${number}` });

  test('HT5 requests that reach another server are handed on, in their order', async () => {
    const { wire, other } = await astray();
    await other.say(hello);
    await wire.hears({ type: 'welcome', ref: 'hello-0001' });
    // By the long way and the short one in turn: none overtakes another.
    for (let number = 1; number <= 5; number++) await (number % 2 ? other : wire).say(message(number));
    await wire.hears({ type: 'ack', ref: 'client-0005' });
    const acks = wire.heard.filter(news => news.type === 'ack') as unknown as { ref: string; entry: { seq: number } }[];
    expect(acks.map(({ ref, entry }) => [ref, entry.seq])).toEqual(
      [1, 2, 3, 4, 5].map(number => [`client-000${number}`, number]),
    );
  });

  test('HT5 HT3 what is handed on is asked for its origin where the link is', async () => {
    const { wire, other, there } = await astray({ origin: 'https://altan.example' });
    expect((await other.post(JSON.stringify(hello), { origin: 'https://elsewhere.example' })).status).toBe(404);
    await other.say({ ...hello, clientId: 'hello-0002' });
    await wire.hears({ type: 'welcome', ref: 'hello-0002' });
    expect(wire.heard.some(news => news.ref === 'hello-0001')).toBe(false);
    // The other server has no peer of it.
    expect([...there.context.hub.peers()]).toEqual([]);
  });

  test('HT5 a link of a server that nobody has heard of is told not to be', async () => {
    const { other } = await astray();
    expect((await other.post('', {}, `4711.${'a'.repeat(32)}`)).status).toBe(404);
    // Nor does a forged id of one that lives cost the database anything.
    expect((await other.post('', {}, `${other.link.slice(0, -1)}!`)).status).toBe(404);
  });

  test('HT5 P2 the database does not learn what is in the frames, tokens among them', async () => {
    const { url, wire, other } = await astray();
    const token = `${'a'.repeat(31)}b`;
    await other.say({ ...hello, token });
    await wire.hears({ type: 'error', code: 'TOKEN_INVALID' });
    const client = await MongoClient.connect(url);
    onTestFinished(() => client.close());
    const words = await client.db().collection('words').find({ 'word.kind': 'frames' }).toArray();
    expect(words.length).toBe(1);
    expect(JSON.stringify(words)).not.toContain(token);
    expect(JSON.stringify(words)).not.toContain('hello');
  });
});
