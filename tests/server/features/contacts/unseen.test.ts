import { describe, expect, test } from 'vitest';
import type { ListTurn } from '../../../../protocol/lists.ts';
import type { BoardAnswer } from '../../../../protocol/stages.ts';
import { noticeJob } from '../../../../server/features/complaints/rules.ts';
import { resolvePerson } from '../../../../server/features/contacts/people.ts';
import type { Job } from '../../../../server/features/jobs/store.ts';
import { createListLooker } from '../../../../server/features/lists/looker.ts';
import { matterOf } from '../../../../server/features/notices/matter.ts';
import { type AgentThing, thingOf } from '../../../../server/features/notices/subjects.ts';
import { addPurchases } from '../../../../server/features/purchases/commands.ts';
import { agent, buildFleet, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';
import { newDatabase, sharedMongo } from '../../../helpers/mongod.ts';

const mongo = await sharedMongo();
const PHONE = '+97699112233';
const LINE = { name: 'Tulips', quantity: 1, price: 300_000 };
const OWNER = { role: 'owner', siteIds: null } as const;

const onSqlite = () => buildTestApp();
const onMongo = async () => (await buildFleet(newDatabase(mongo), 1))[0] as Desk;

/** A file brought somebody, of no site, of whom rows are there; since then they wrote on the bakery's site. */
async function setDesk(build: () => Promise<Desk>) {
  const desk = await build();
  const { context, store } = desk;
  const owner = await staffed(desk, { role: 'owner' });
  await owner.ask('PATCH /v1/switches', { body: { customers: true } });
  const { id: contactId } = await resolvePerson(context, { source: 'import', phone: PHONE, name: 'Bat' });
  await owner.ask(`POST /v1/contacts/${contactId}/stage`, { body: { stageId: 'new' } });
  const bakery = await desk.addSite({ key: 'bakery' });
  const writes = async (text: string, site: string) => {
    const { conversationId } = await send(await visitor(desk, { site }), text);
    return { conversationId, contactId: (await store.conversations.find(conversationId))!.contact.id };
  };
  const joins = async (loserId: string) => {
    const merged = await owner.ask(`POST /v1/contacts/${contactId}/merges`, { body: { with: loserId } });
    expect(merged.statusCode).toBe(200);
  };
  const elsewhere = await staffed(desk, { siteIds: [desk.site.id] });
  const baker = await staffed(desk, { siteIds: [bakery.id] });
  const look = async () => {
    context.lists.see({ contactId });
    await desk.pass(6_000);
    await context.lists.settled();
  };
  const turn = async (who: typeof owner): Promise<ListTurn> =>
    (await who.ask('POST /v1/lists/hot/turn', { body: { since: 0 } })).json();
  return { desk, owner, contactId, bakery, writes, joins, elsewhere, baker, look, turn };
}

for (const [name, build, skips] of [
  ['SQLite', onSqlite, false],
  [`MongoDB ${mongo.reason ?? ''}`, onMongo, !mongo.uri],
] as const) {
  describe.skipIf(skips)(`on ${name}`, () => {
    test('RI4 SG1 the board shows nobody who came to other sites only, and no talk of those', async () => {
      const { desk, contactId, writes, joins, elsewhere, baker } = await setDesk(build);
      const talk = await writes('Do you bake?', 'bakery');
      await joins(talk.contactId);
      const cards = async (who: typeof baker) => {
        const { columns } = (await who.ask('GET /v1/stages/board?since=0')).json() as BoardAnswer;
        // A number beside a column is that of its cards.
        for (const each of columns) expect(each.count).toBe(each.cards.length);
        return columns.flatMap(each => each.cards);
      };
      const ofRoot = { contact: { id: contactId }, talk: { id: talk.conversationId } };
      expect(await cards(elsewhere)).toEqual([]);
      expect(await cards(baker)).toContainEqual(
        expect.objectContaining({ talk: expect.objectContaining(ofRoot.talk) }),
      );
      const here = await writes('Do you deliver?', desk.site.key);
      await joins(here.contactId);
      await desk.pass(1_000);
      await writes('Bread?', 'bakery');
      expect(await cards(elsewhere)).toMatchObject([{ ...ofRoot, talk: { id: here.conversationId } }]);
    });

    test('RI4 LW3 nobody is given whose card is only of other sites, nor what was said there, nor one person twice', async () => {
      const { desk, owner, contactId, bakery, writes, joins, elsewhere, baker, look, turn } = await setDesk(build);
      // What is kept here by hand is so before anybody is looked at.
      await owner.ask('PATCH /v1/switches', { body: { customers: false } });
      await desk.context.lists.settled();
      const sign = { code: 'asked_price', at: desk.context.now(), text: 'What is the price?', n: null } as const;
      const why = [{ ...sign, siteId: bakery.id }];
      const found = { left: null, hot: { why, since: desk.context.now() } };
      const keep = (id: string) =>
        desk.store.lists.keep({
          ...{ contactIds: [id], found, newIds: { left: `left-${id}`, hot: `hot-${id}` } },
          at: desk.context.now(),
        });
      const talk = await writes('What is the price?', 'bakery');
      await keep(talk.contactId);
      await keep(contactId);
      await joins(talk.contactId);
      // What was found of each of them before they were one is not what is known of both.
      expect(await keep(contactId)).toBe(null);
      expect(await turn(elsewhere)).toMatchObject({ entry: null, count: { left: 0 } });
      expect((await elsewhere.ask(`POST /v1/lists/entries/hot-${contactId}/hold`)).statusCode).toBe(404);
      const given = await turn(baker);
      expect(given).toMatchObject({ entry: { contactId, why: [{ text: 'What is the price?' }] }, next: null });
      expect(given.count.left).toBe(1);
      await baker.ask(`POST /v1/lists/entries/${given.entry!.id}/release`, { body: { isSkipped: false } });
      await owner.ask('PATCH /v1/switches', { body: { customers: true } });
      await look();
      expect(await desk.store.lists.find(`hot-${talk.contactId}`)).toBe(null);

      const here = await writes('Do you deliver?', desk.site.key);
      await joins(here.contactId);
      expect((await turn(elsewhere)).entry).toBe(null);
      await desk.pass(1_000);
      const asked = await writes('How much for 12 roses?', desk.site.key);
      await joins(asked.contactId);
      await look();
      const release = (who: typeof baker, { entry }: ListTurn) =>
        who.ask(`POST /v1/lists/entries/${entry!.id}/release`, { body: { isSkipped: false } });
      const signs = async (who: typeof baker) => {
        const given = await turn(who);
        await release(who, given);
        return given.entry!.why.map(each => each.text);
      };
      const [there, theirs] = ['What is the price?', 'How much for 12 roses?'];
      expect(await signs(elsewhere)).toEqual([theirs]);
      expect(await signs(baker)).toEqual([there]);
      expect(await signs(owner)).toEqual([theirs, there]);
      const shown = await turn(elsewhere);
      expect([here.conversationId, asked.conversationId]).toContain(shown.person!.conversationId);
    });

    test('LW4 what was found of somebody who was joined meanwhile takes nobody off a list', async () => {
      const { desk, contactId, bakery, writes, joins } = await setDesk(build);
      const talk = await writes('What is the price?', 'bakery');
      const at = desk.context.now();
      const why = [{ code: 'asked_price' as const, at, text: 'What is the price?', n: null, siteId: bakery.id }];
      const kept: unknown[] = [];
      // Between the look at the card, of which nothing speaks yet, and what comes of it.
      const looker = createListLooker(
        () => desk.context,
        async () => {
          if (kept.length === 0) {
            await joins(talk.contactId);
            const contactIds = [contactId, talk.contactId];
            const newIds = { left: 'left-both', hot: 'hot-both' };
            kept.push(
              await desk.store.lists.keep({ contactIds, found: { left: null, hot: { why, since: at } }, newIds, at }),
            );
          }
          return { bought: null, complaints: [] };
        },
      );
      looker.see({ contactId });
      looker.tick();
      await looker.settled();
      expect(kept).toEqual([true]);
      expect(await desk.store.lists.find('hot-both')).toMatchObject({ contactId });
    });

    test('RI4 CP2 a complaint of no site is of whoever sees the card, and a new one is of the only site', async () => {
      const { contactId, bakery, writes, joins, elsewhere, baker, owner } = await setDesk(build);
      const body = { person: { contactId }, about: { kind: 'service', name: 'Late' }, asked: 'Why?' };
      const { id, siteId } = (await owner.ask('POST /v1/complaints', { body })).json();
      expect(siteId).toBe(null);
      await joins((await writes('Bread?', 'bakery')).contactId);
      expect((await elsewhere.ask('GET /v1/complaints')).json()).toMatchObject({ complaints: [], counts: { open: 0 } });
      expect((await baker.ask('GET /v1/complaints')).json()).toMatchObject({ complaints: [{}], counts: { open: 1 } });
      for (const line of [`GET /v1/complaints/${id}`, `POST /v1/complaints/${id}/take`] as const) {
        expect((await elsewhere.ask(line)).statusCode).toBe(404);
        expect((await baker.ask(line)).statusCode).toBe(200);
      }
      expect((await owner.ask('POST /v1/complaints', { body })).json().siteId).toBe(bakery.id);
    });

    test('RI4 PB4 a purchase of no site is changed by whoever sees the card', async () => {
      const { contactId, writes, joins, elsewhere, baker, owner } = await setDesk(build);
      const body = { person: { contactId }, lines: [LINE] };
      const { id } = (await owner.ask('POST /v1/purchases', { body })).json();
      await joins((await writes('Bread?', 'bakery')).contactId);
      const change = { body: { currency: 'EUR' } };
      expect((await elsewhere.ask(`PATCH /v1/purchases/${id}`, change)).statusCode).toBe(404);
      expect((await elsewhere.ask(`DELETE /v1/purchases/${id}`)).statusCode).toBe(404);
      expect((await baker.ask(`PATCH /v1/purchases/${id}`, change)).statusCode).toBe(200);
    });
  });
}

test('RI5 CP2 SG5 of somebody who came to other sites only a page hears nothing, and of who came to none everybody', async () => {
  const { desk, contactId, bakery, writes, joins, owner } = await setDesk(onSqlite);
  const [elsewhere, baker] = [
    await agent(desk, { siteIds: [desk.site.id] }),
    await agent(desk, { siteIds: [bakery.id] }),
  ];
  const heard = async (page: typeof baker) =>
    (await page.rest()).flatMap(({ type }) => (type === 'complaint.changed' || type === 'stage.moved' ? [type] : []));
  const body = { person: { contactId }, about: { kind: 'service', name: 'Late' }, asked: 'Why?' };
  const { id: complaintId } = (await owner.ask('POST /v1/complaints', { body })).json();
  for (const page of [elsewhere, baker]) expect(await page.hears('complaint.changed')).toMatchObject({ complaintId });
  await joins((await writes('Bread?', 'bakery')).contactId);
  await heard(baker);
  await owner.ask(`PATCH /v1/complaints/${complaintId}`, { body: { severity: 3 } });
  await owner.ask(`POST /v1/contacts/${contactId}/stage`, { body: { stageId: 'offered' } });
  expect(await heard(elsewhere)).toEqual([]);
  expect(await heard(baker)).toEqual(['complaint.changed', 'stage.moved']);
  // Nor are they told of it by a way of theirs, as everybody is of what nobody has taken.
  const { store, context } = desk;
  const thing = thingOf(noticeJob((await store.complaints.find(complaintId))!, 'untaken', context.now()));
  const matter = await matterOf({ store, now: context.now, siteOf: async () => null }, {} as Job, thing as AgentThing);
  const ids = matter!.recipients(context.staff.all());
  expect(ids).toContain(baker.agent.id);
  expect(ids).not.toContain(elsewhere.agent.id);
});

test('RI4 CP1 PB2 what is there under an external id is told to nobody who does not see it', async () => {
  const { contactId, writes, joins, elsewhere, baker, owner } = await setDesk(onSqlite);
  const purchase = { person: { contactId }, lines: [LINE], externalId: 'order-1' };
  const complaint = {
    person: { contactId },
    about: { kind: 'service', name: 'Late' },
    asked: 'Why?',
    externalId: 'case-1',
  };
  const made = (await owner.ask('POST /v1/purchases', { body: purchase })).json();
  const opened = (await owner.ask('POST /v1/complaints', { body: complaint })).json();
  await joins((await writes('Bread?', 'bakery')).contactId);
  for (const body of [purchase, { ...purchase, lines: [{ ...LINE, quantity: 2 }] }]) {
    const refused = await elsewhere.ask('POST /v1/purchases', { body });
    expect(refused.json().code).toBe('CLIENT_ID_REUSED');
    for (const id of [made.id, contactId]) expect(refused.body).not.toContain(id);
  }
  expect((await elsewhere.ask('POST /v1/complaints', { body: complaint })).json()).toMatchObject({
    code: 'CLIENT_ID_REUSED',
  });
  expect((await baker.ask('POST /v1/purchases', { body: purchase })).json()).toMatchObject({
    status: 200,
    id: made.id,
  });
  expect((await baker.ask('POST /v1/complaints', { body: complaint })).json().id).toBe(opened.id);
});

test('RI4 SG5 of whom one sees one sees the stage, and of a loss elsewhere not its words', async () => {
  const { desk, contactId, bakery, writes, joins, elsewhere, baker, owner } = await setDesk(onSqlite);
  await joins((await writes('Bread?', 'bakery')).contactId);
  const reason = { id: 'price', text: 'Bread too dear' };
  await baker.ask(`POST /v1/contacts/${contactId}/stage`, { body: { stageId: 'lost', reason } });
  await joins((await writes('Roses?', desk.site.key)).contactId);
  const stage = async (who: typeof baker) => (await who.ask(`GET /v1/contacts/${contactId}/stage`)).json().stage;
  expect(await stage(elsewhere)).toMatchObject({ stageId: 'lost', siteId: null, reason: { id: 'price', text: '' } });
  for (const who of [baker, owner]) expect(await stage(who)).toMatchObject({ siteId: bakery.id, reason });
});

test('SG3 who bought while nobody kept their stage is moved by the next look', async () => {
  const { desk, owner, contactId, look } = await setDesk(onSqlite);
  const stage = async () => (await desk.store.stages.of([contactId]))[0]?.stageId;
  await owner.ask('PATCH /v1/switches', { body: { customers: false } });
  await desk.pass(60_000);
  const from = { by: OWNER, source: 'api', sourceKey: 'till' } as const;
  await addPurchases(desk.context, from, [{ person: { contactId }, lines: [LINE] }]);
  await owner.ask('PATCH /v1/switches', { body: { customers: true } });
  expect(await stage()).toBe('new');
  await look();
  await look();
  expect(await stage()).toBe('bought');
});

test('LW2 one person who can not be looked at keeps nobody behind them waiting', async () => {
  const { desk, contactId } = await setDesk(onSqlite);
  const { id: other } = await resolvePerson(desk.context, { source: 'import', phone: '+97699112244', name: 'Dorj' });
  const seen: string[] = [];
  const looker = createListLooker(
    () => desk.context,
    async ids => {
      seen.push(...ids);
      if (seen.length === 1) throw new Error('this one is bad');
      return { bought: null, complaints: [] };
    },
  );
  looker.see({ contactId });
  looker.see({ contactId: other });
  looker.tick();
  await looker.settled();
  expect(seen.slice(0, 2)).toEqual([contactId, other]);
});
