import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { MergeChoices } from '../../protocol/contacts.ts';
import { STAGE_DEFAULTS } from '../../protocol/stages.ts';
import { cardOf } from '../../server/features/contacts/card.ts';
import { newContact } from '../../server/features/contacts/rules.ts';
import { exportPerson } from '../../server/features/privacy/export.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import type { Store } from '../../server/store/store.ts';
import { TEST_CONFIG } from '../helpers/app.ts';
import fc from '../helpers/properties.ts';
import { freshCall, newEvent } from './rules/calls.ts';
import { newComplaint } from './rules/complaints.ts';
import { newPurchase } from './rules/purchases.ts';
import { DAY, NOON, newSite } from './scene.ts';

const NAMES = ['ann', 'bat', 'cleo', 'dorj', 'eve'];
const BY = { id: 'bella', name: 'Bella' };
const SITE = newSite({ id: 'shop', key: 'shop' });

/** What is done, one after the other; people and merges by number, as far as there are some. */
type Act =
  | { kind: 'merge'; winner: number; loser: number; sides: string }
  | { kind: 'part'; merge: number }
  | { kind: 'say'; who: number }
  | { kind: 'know' | keyof typeof KEPT; who: number };

/** What rooms keep of somebody: of the card that it came to, whoever is joined to that by then. */
const KEPT = {
  buy: async (store: Store, contactId: string, number: number) => {
    const id = `purchase-${contactId}-${number}`;
    return (await store.purchases.add([newPurchase({ id, contactId, at: NOON + number })])).map(each => each.outcome);
  },
  complain: (store: Store, contactId: string, number: number) =>
    store.complaints.open(
      newComplaint({ id: `complaint-${contactId}-${number}`, contactId, createdAt: NOON + number }),
    ),
  move: (store: Store, contactId: string, number: number) => {
    const toId = STAGE_DEFAULTS.stages[number % 3]!.id;
    const who = { by: { kind: 'agent', ...BY }, agentId: BY.id, reason: null } as const;
    const order = { id: `move-${contactId}-${number}`, contactId, siteId: SITE.id, toId, at: NOON + number, ...who };
    return store.stages.move({ ...order, stages: STAGE_DEFAULTS.stages });
  },
  ring: (store: Store, contactId: string, number: number) => {
    const id = `call-${contactId}-${number}`;
    return store.calls.hear({ ...freshCall(SITE.id), id, key: id }, newEvent({ contactId, at: NOON + number }));
  },
  /** Who asked for a price is rung, and says something. */
  answer: (store: Store, contactId: string, number: number) => {
    const said = {
      id: `answer-${contactId}-${number}`,
      outcome: 'thinks',
      note: 'Maybe',
      nextAt: NOON + number + 1,
    } as const;
    return store.lists.settle({ entryId: `hot-${contactId}`, said: { ...said, agent: BY }, at: NOON + number });
  },
};
const kinds = Object.keys(KEPT) as (keyof typeof KEPT)[];

const person = fc.nat(NAMES.length - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('merge'),
      winner: person,
      loser: person,
      sides: fc.constantFrom('', 'winner', 'loser'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('part'), merge: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('say'), who: person }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('know'), who: person }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom(...kinds), who: person }) },
);

async function open(): Promise<Store> {
  const store = await openSqlite(':memory:');
  onTestFinished(() => store.close());
  await store.sites.save(SITE);
  return store;
}

let runs = 0;
/** People whom no run before had, in both stores. */
async function setPeople(stores: Store[]): Promise<string[]> {
  const run = ++runs;
  const people = NAMES.map(name => `${name}-${run}`);
  for (const store of stores) {
    for (const [at, name] of people.entries()) {
      const contact = newContact({ id: name, siteId: SITE.id, locale: 'en', timeZone: 'UTC' }, NOON + at);
      const browser = { userAgent: '', referrer: '', trail: [], createdAt: NOON, seenAt: NOON };
      const visitor = { id: name, siteId: SITE.id, contactId: name, conversationId: null, ...browser };
      await store.visitors.create({ ...visitor, tokenHash: `hash-${name}` }, contact);
      const words = { name, email: `${name}@x.example`, phone: `+97699${String(run * 10 + at).padStart(6, '0')}` };
      await store.contacts.update(name, { by: 'visitor', words }, NOON + at);
      const sign = { code: 'asked_price', at: NOON, text: 'How much?', n: null, siteId: SITE.id } as const;
      const found = { left: null, hot: { why: [sign], since: NOON } };
      const newIds = { left: `left-${name}`, hot: `hot-${name}` };
      await store.lists.keep({ contactIds: [name], found, newIds, at: NOON });
    }
  }
  return people;
}

async function say(store: Store, who: string, number: number): Promise<void> {
  await store.conversations.submit({
    siteId: SITE.id,
    visitorId: who,
    clientId: `client-${who}-${number}`,
    fingerprint: 'print',
    body: { kind: 'message', text: `Word ${number}` },
    words: {},
    newConversationId: `talk-${who}`,
    callbacksPerSlot: 1,
    at: NOON + number,
  });
}

async function know(store: Store, who: string, number: number): Promise<void> {
  const facts = { callMe: `Called ${number}`, tags: [`tag ${number}`], fields: { size: number } };
  await store.contacts.edit(who, { kind: 'facts', words: {}, facts }, NOON + number);
}

function exported(store: Store, who: string): Promise<string> {
  const context = { store, config: TEST_CONFIG, now: () => NOON, sites: { byId: async () => SITE } };
  return exportPerson(context as never, who, 'jsonl').then(file => text(file.body));
}

const rootOf = async (store: Store, who: string) => (await store.contacts.tree(who))!.rootId;

test('CO6 merged again and again, talked on, and parted in any order, everybody is as they were but for later words', async () => {
  // Where nobody is ever joined, the same is said.
  const [store, other] = [await open(), await open()];
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 4, maxLength: 25 }),
      fc.infiniteStream(fc.nat()),
      async (acts, order) => {
        const people = await setPeople([store, other]);
        const merges: string[] = [];
        for (const [at, each] of acts.entries()) {
          const number = DAY + at;
          if (each.kind === 'say' || each.kind === 'know') {
            const act = each.kind === 'say' ? say : know;
            for (const one of [store, other]) await act(one, people[each.who]!, number);
          } else if (each.kind !== 'merge' && each.kind !== 'part') {
            const rootId = await rootOf(store, people[each.who]!);
            const [made, same] = [
              await KEPT[each.kind](store, rootId, number),
              await KEPT[each.kind](other, rootId, number),
            ];
            expect(made).toEqual(same);
          } else if (each.kind === 'merge') {
            const [winnerId, loserId] = [
              await rootOf(store, people[each.winner]!),
              await rootOf(store, people[each.loser]!),
            ];
            const [winner, loser] = [(await store.contacts.find(winnerId))!, (await store.contacts.find(loserId))!];
            const versions = { winner: winner.version, loser: loser.version };
            const side = each.sides as 'winner' | 'loser';
            const choices: MergeChoices = each.sides === '' ? {} : { name: side, 'fields.size': side };
            const merge = {
              id: `merge-${runs}-${at}`,
              winnerId,
              loserId,
              versions,
              choices,
              by: BY,
              at: NOON + number,
            };
            const isSame = winnerId === loserId;
            const made = await store.contacts.merge(merge).catch(error => error.code);
            expect(isSame ? made : made.id).toBe(isSame ? 'CONTACT_JOINED' : merge.id);
            if (!isSame) merges.push(merge.id);
          } else if (merges.length > 0) {
            const [id] = merges.splice(each.merge % merges.length, 1);
            expect((await store.contacts.unmerge(id!, BY, NOON + number))?.merge.id).toBe(id);
          }
          await expectWhole(store, people);
        }
        for (const pick of order) {
          if (merges.length === 0) break;
          const [id] = merges.splice(pick % merges.length, 1);
          await store.contacts.unmerge(id!, BY, NOON + 2 * DAY);
          await expectWhole(store, people);
        }
        for (const who of people) expect(await exported(store, who)).toBe(await exported(other, who));
      },
    ),
    { numRuns: 20 },
  );
});

/** Each contact is on one card, which says so itself, and the cards have everybody once. */
async function expectWhole(store: Store, people: string[]): Promise<void> {
  const seen: string[] = [];
  for (const who of people) {
    const tree = (await store.contacts.cardTree(who))!;
    const { ids, name } = cardOf(tree);
    expect([...ids].sort()).toEqual([...(await store.contacts.tree(who))!.ids].sort());
    expect(ids).toContain(who);
    const card = ids.length > 1 ? { id: tree.root.id, name } : null;
    expect((await store.contacts.find(who))!.card).toEqual(card);
    if (tree.root.id === who) seen.push(...ids);
  }
  expect(seen.sort()).toEqual(people);
}
