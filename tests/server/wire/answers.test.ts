import { describe, expect, test } from 'vitest';
import { agent, buildFleet, buildTestApp, type Desk, send, visitor } from '../../helpers/app.ts';
import { newDatabase, sharedMongo } from '../../helpers/mongod.ts';

const mongo = await sharedMongo();

const DESKS: [string, boolean, () => Promise<Desk>][] = [
  ['SQLite', true, () => buildTestApp()],
  ['MongoDB', Boolean(mongo.uri), async () => (await buildFleet(newDatabase(mongo), 1))[0]!],
];

describe.each(DESKS)('an agent who answers many at once, %s', (_name, isHere, open) => {
  test.skipIf(!isHere)(
    'W11 all is kept and acked in the order it was said, and what is refused holds up nothing',
    async () => {
      const desk = await open();
      const writers = await Promise.all(
        ['Tea?', 'Roses?', 'Tulips?', 'Open?'].map(async text => {
          const page = await visitor(desk);
          return { page, id: (await send(page, text)).conversationId };
        }),
      );
      const bat = await agent(desk);
      await bat.rest();
      const ids = [...writers.map(each => each.id), 'nowhere', ...writers.map(each => each.id)];
      const refs = ids.map((conversationId, place) =>
        bat.say({ type: 'message.send', conversationId, text: `Answer ${place}` }),
      );
      await bat.hears('ack', news => news.ref === refs.at(-1));
      // A ping waits for all that came before it.
      const heard = await bat.rest();
      expect(heard.filter(news => news.type === 'error')).toMatchObject([
        { ref: refs[4], code: 'CONVERSATION_UNKNOWN' },
      ]);
      expect(heard.flatMap(news => (news.type === 'ack' ? [news.ref] : []))).toEqual(
        refs.slice(0, -1).filter(ref => ref !== refs[4]),
      );
      for (const [place, { page, id }] of writers.entries()) {
        const entries = await desk.store.conversations.entriesAfter(id, 1, 10);
        const said = entries.flatMap(({ body, seq }) => (body.kind === 'message' ? [[seq, body.text]] : []));
        expect(said.map(([, text]) => text)).toEqual([`Answer ${place}`, `Answer ${place + 5}`]);
        for (const [seq] of said) await page.hears('entry.added', news => news.entry.seq === seq);
      }
    },
  );
});
