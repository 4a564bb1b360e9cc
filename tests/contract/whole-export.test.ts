import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { PIECE_BYTES } from '../../protocol/file-kinds.ts';
import { FIRST_STAGES } from '../../protocol/stage-names.ts';
import { newContact } from '../../server/features/contacts/rules.ts';
import { exportPeople } from '../../server/features/imports/export.ts';
import { newSite } from '../../server/features/sites/rules.ts';
import { openStore } from '../../server/store/open.ts';
import type { Store } from '../../server/store/store.ts';
import { buildTestApp } from '../helpers/app.ts';
import { staffed } from '../helpers/http.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { newSqliteUrl } from '../helpers/new-folder.ts';
import { freshCall, newEvent } from './rules/calls.ts';
import { newComplaint } from './rules/complaints.ts';
import { couponAct, newCoupon } from './rules/coupons.ts';
import { correctionAct, newCorrection } from './rules/loyalty.ts';
import { newPurchase } from './rules/purchases.ts';
import { BELLA, DAY, NOON, newId } from './scene.ts';

const mongo = await sharedMongo();
const STORES = { SQLite: newSqliteUrl, MongoDB: () => newDatabase(mongo) };
/** More than one step of any reading. */
const PEOPLE = 230;
const by = { id: BELLA.id, name: BELLA.name };
const site = newSite({ id: 'site-of-all', name: 'Altan', key: 'altan', origins: ['*'], at: NOON });

async function openDesk(kind: keyof typeof STORES, hasSite = true) {
  const store = await openStore(STORES[kind]());
  if (hasSite) await store.sites.save(site);
  const desk = await buildTestApp({ store, site: { key: 'another' } });
  return { store, context: desk.context, owner: await staffed(desk, { role: 'owner' }) };
}
type Desk = Awaited<ReturnType<typeof openDesk>>;

/** People with everything that a file has of them. */
async function fill(store: Store): Promise<void> {
  const ids = Array.from({ length: PEOPLE }, (_, n) => `person-${String(n).padStart(4, '0')}`);
  for (const [n, id] of ids.entries()) {
    const about = { id, siteId: n % 3 === 0 ? site.id : null, locale: 'mn', timeZone: 'Asia/Ulaanbaatar' } as const;
    const made = { ...newContact(about, NOON + n), name: ['Болд "уу"', 'مرحبا\u2028', '=1+1', "it's"][n % 4]! };
    const identity = { kind: 'email' as const, scope: '', value: `${id}@shop.example`, source: 'api' as const };
    const known = { ...identity, firstAt: NOON + n, isVerified: n % 2 === 0, isPrimary: true };
    await store.contacts.resolve({ identities: [known], name: '', newContact: made, at: NOON + n });
  }
  const [a, b, c, d] = ids as [string, string, string, string];
  const edit = (id: string, change: Parameters<Store['contacts']['edit']>[1]) =>
    store.contacts.edit(id, change, NOON + DAY);
  await edit(a, { kind: 'note', note: { id: newId('note'), text: 'Likes "red"\nroses', by, at: NOON } });
  for (const isGiven of [true, false, true]) {
    const consent = { channel: 'sms', purpose: 'news', isGiven, text: 'yes', source: 'agent', at: NOON } as const;
    await edit(a, { kind: 'consent', consent });
  }
  const fields = { '9': 'nine', size: 43, vip: true };
  await store.contacts.update(
    b,
    { by: 'agent', words: { fields, tags: ['vip', 'Дархан'], birthday: '--05-31' } } as never,
    NOON,
  );
  for (const [winnerId, loserId] of [
    [a, b],
    [c, d],
    [a, c],
  ] as const) {
    const [winner, loser] = [(await store.contacts.find(winnerId))!, (await store.contacts.find(loserId))!];
    const versions = { winner: winner.version, loser: loser.version };
    await store.contacts.merge({ id: newId('merge'), winnerId, loserId, versions, choices: {}, by, at: NOON + DAY });
  }
  await store.loyalty.giveCode(ids[8]!, { codes: ['FRIEND'], at: NOON });
  await store.loyalty.giveLink(ids[8]!, { linkId: 'opens-a-balance', until: NOON + DAY, at: NOON, isAnew: false });
  for (const [n, id] of [ids[8]!, ids[9]!].entries()) {
    await store.contacts.update(id, { by: 'agent', words: { phone: `+9769911223${n}` } } as never, NOON);
  }
  await store.loyalty.refer(ids[9]!, { byId: ids[8]!, at: NOON });
  const lines = [{ name: 'Пион "Sarah" \u2028 red', quantity: 1.5, price: 300 }];
  const bought = ids.flatMap((contactId, n) => [
    newPurchase({ lines, contactId, siteId: n % 3 === 0 ? site.id : null, externalId: n % 2 ? `order ${n}` : null }),
    newPurchase({ lines, contactId, employee: null, createdAt: NOON + n, updatedAt: NOON + n }),
  ]);
  for (let from = 0; from < bought.length; from += 100) await store.purchases.add(bought.slice(from, from + 100));
  const bonus = { terms: { percent: 5, services: [], months: 12 }, spend: 0 };
  await store.purchases.add([newPurchase({ lines, contactId: ids[8]! })], bonus);
  await store.loyalty.correct(newCorrection({ contactId: ids[8]! }), correctionAct());
  const worth = { amount: 20_000, amountLeft: 20_000, currency: 'MNT' };
  const first = newCoupon({ kind: 'certificate', percent: null, uses: null, ...worth });
  const made = { first, codes: ['GIFT-ONE', 'GIFT-TWO'], count: 2, row: couponAct() };
  const [gift] = await store.coupons.make(made);
  const used = { code: gift!.code, amount: 400, by };
  await store.purchases.add([newPurchase({ lines, contactId: ids[8]! })], { terms: null, spend: 0, coupon: used });
  await store.complaints.open(newComplaint({ contactId: a, conversationId: 'talk', externalId: 'case 1' }));
  await store.complaints.open(newComplaint({ contactId: b, siteId: site.id, status: 'closed', closedAt: NOON }));
  const { contactId: buyer } = { contactId: ids[7]! };
  for (const toId of ['new', 'bought', 'lost']) {
    const reason = toId === 'lost' ? ({ id: 'price', text: 'too "dear"' } as const) : null;
    const order = { contactId: buyer, siteId: null, stages: [...FIRST_STAGES], toId, reason };
    const mover = { by: { kind: 'agent' as const, ...by }, agentId: by.id };
    await store.stages.move({ id: newId('move'), at: NOON + DAY, ...order, ...mover });
  }
  const found = { since: NOON, why: [{ code: 'asked_price' as const, at: NOON, siteId: null, text: 'Үнэ?', n: null }] };
  await store.lists.keep({
    ...{ contactId: buyer, contactIds: [buyer], siteId: null, found: { left: null, hot: found }, at: NOON },
    newIds: { left: newId('entry'), hot: newId('entry') },
  });
  const coupon = { code: 'ROSE-7', percent: 10, until: NOON + 30 * DAY, usedAt: null };
  const taken = (await store.lists.take({
    ...{ list: 'hot', agentId: by.id, siteIds: null, at: NOON + DAY, until: NOON + 2 * DAY, coupons: [coupon] },
  }))!;
  const said = { id: newId('call'), outcome: 'comes_back', note: 'On "Monday"', nextAt: null, agent: by } as const;
  await store.lists.settle({ entryId: taken.entry.id, said, at: NOON + DAY });
  for (const contactId of [a, null]) {
    const fresh = freshCall(site.id);
    const event = { contactId, agent: by, recording: 'sealed', rung: ['one'] };
    await store.calls.hear(fresh, newEvent({ ...event, is: 'answered' }));
    const { after } = await store.calls.hear(fresh, newEvent({ ...event, is: 'ended', at: NOON + 9_000 }));
    await store.calls.say(after.id, { note: 'Called "back"', outcome: 'settled' });
  }
  await store.calls.hear(freshCall(site.id), newEvent({ contactId: a }));
}

async function handedOut({ context }: Desk): Promise<string> {
  const actor = { who: { kind: 'system' }, from: null } as const;
  const { body } = await exportPeople(context, actor as never, { format: 'jsonl', of: 'people' });
  return (await buffer(body)).toString();
}

async function bring({ owner }: Desk, text: string) {
  const file = Buffer.from(text);
  let run = (await owner.ask('POST /v1/imports', { body: { name: 'customers.jsonl', size: file.length } })).json();
  for (let offset = 0; offset < file.length; offset += PIECE_BYTES) {
    const headers = { 'content-type': 'application/octet-stream', 'upload-offset': String(offset) };
    const body = file.subarray(offset, offset + PIECE_BYTES);
    run = (await owner.ask(`PATCH /v1/imports/${run.id}/file`, { body, headers })).json();
  }
  expect(run).toMatchObject({ state: 'ready', format: { kind: 'people' } });
  const preview = (await owner.ask(`POST /v1/imports/${run.id}/preview`, { body: run.plan })).json();
  await owner.ask(`POST /v1/imports/${run.id}/start`, { body: run.plan });
  const after = async () => {
    const now = async () => (await owner.ask(`GET /v1/imports/${run.id}`)).json();
    await expect.poll(async () => (await now()).state, { timeout: 120_000 }).toMatch(/^(done|undone)$/);
    return now();
  };
  const done = await after();
  expect(done).toMatchObject({ state: 'done', counts: preview.counts });
  return {
    counts: done.counts,
    async undo() {
      await owner.ask(`POST /v1/imports/${run.id}/undo`);
      return after();
    },
  };
}

describe.each([
  ['SQLite', 'MongoDB'],
  ['MongoDB', 'SQLite'],
] as const)('from %s', (from, to) => {
  test.skipIf(!mongo.uri)(
    `EX1 everything of the customer base comes back equal to the byte, here and in ${to}, once and for all`,
    { timeout: 600_000 },
    async () => {
      const desk = await openDesk(from);
      await fill(desk.store);
      const text = await handedOut(desk);
      const lines = text.trimEnd().split('\n');
      const kinds = lines.map(line => (JSON.parse(line) as { kind: string }).kind);
      const count = Object.fromEntries(
        [...new Set(kinds)].map(kind => [kind, kinds.filter(each => each === kind).length]),
      );
      expect(count).toEqual({
        ...{
          card: PEOPLE - 3,
          purchases: PEOPLE * 2 + 2,
          coupons: 2,
          redemptions: 1,
          loyaltyPeople: 2,
          complaints: 2,
          personStages: 1,
          stageMoves: 3,
        },
        ...{ listEntries: 1, listCalls: 1, loyaltyRows: 2, calls: 2 },
      });
      expect(text).not.toMatch(/sealed|opens-a-balance/);

      for (const kind of [from, to]) {
        const other = await openDesk(kind);
        const first = await bring(other, text);
        expect(first.counts).toEqual({ added: lines.length, joined: 0, skipped: 0, wrong: 0 });
        expect(differing(await handedOut(other), text)).toEqual([]);
        expect((await bring(other, text)).counts).toEqual({ added: 0, joined: 0, skipped: lines.length, wrong: 0 });
        expect(differing(await handedOut(other), text)).toEqual([]);

        const touched = (
          await other.store.purchases.before({ contactIds: ['person-0020'], siteIds: null }, null, 1)
        )[0]!;
        await correct(other, touched.id);
        const undone = await first.undo();
        expect(undone).toMatchObject({ state: 'undone', kept: 2 });
        const left = (await handedOut(other))
          .trimEnd()
          .split('\n')
          .map(line => JSON.parse(line));
        expect(left.map(each => each.kind)).toEqual(['card', 'purchases']);
        expect(left[1].record.id).toBe(touched.id);
      }
    },
  );
});

/** The first lines that are not the same: all of them would be unreadable. */
function differing(came: string, wanted: string): [string, string][] {
  const [a, b] = [came, wanted].map(each => each.split('\n')) as [string[], string[]];
  const at = a.findIndex((line, index) => line !== b[index]);
  return at < 0 && a.length === b.length ? [] : [[a[at] ?? '', b[at] ?? '']];
}

async function correct({ owner }: Desk, id: string): Promise<void> {
  const lines = [{ name: 'Corrected', quantity: 1, price: 5 }];
  expect((await owner.ask(`PATCH /v1/purchases/${id}`, { body: { lines } })).statusCode).toBe(200);
}
