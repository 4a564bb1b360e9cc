import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../protocol/contacts.ts';
import type { ImportPlan, ImportTarget } from '../../../protocol/imports.ts';
import { hasConsent, newContact } from '../../../server/features/contacts/rules.ts';
import { readPurchase } from '../../../server/features/imports/buying.ts';
import { cardLine, readCard } from '../../../server/features/imports/cards.ts';
import type { Joining } from '../../../server/features/imports/filling.ts';
import type { RowIn } from '../../../server/features/imports/joining.ts';
import { readRow } from '../../../server/features/imports/rules.ts';
import { type ImportRecord, MOST_OPEN, OPEN_STATES } from '../../../server/features/imports/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { chance } from '../../helpers/chance.ts';
import { setOutbox } from '../outbox.ts';
import { BELLA, DAY, MINUTE, NOON, newId, person, setScene } from '../scene.ts';
import { newComplaint } from './complaints.ts';
import { newPurchase } from './purchases.ts';
import { sharedLine } from './visits.ts';

const DESK = { currency: 'MNT', timeZone: 'Asia/Ulaanbaatar' };

export function newImport(fields: Partial<ImportRecord> = {}): ImportRecord {
  return {
    id: newId('import'),
    name: 'Үйлчлүүлэгчид.csv',
    size: 100,
    received: 100,
    state: 'running',
    by: { id: BELLA.id, name: BELLA.name },
    format: { kind: 'csv', encoding: 'windows-1251', separator: ';' },
    preset: null,
    header: ['Нэр', 'Утас'],
    hasHeader: true,
    sample: [['Болд', '99112233']],
    rows: 3,
    plan: {
      kind: 'people',
      mapping: ['name', 'phone', 'email', 'tags'],
      ...{ hasHeader: true, duplicates: 'join', tag: '' },
    },
    guesses: { people: ['name', 'phone', 'email', 'tags'], purchases: [] },
    done: 0,
    counts: { added: 0, joined: 0, skipped: 0, wrong: 0 },
    undone: 0,
    kept: 0,
    problem: null,
    createdAt: NOON,
    startedAt: NOON,
    endedAt: null,
    rowBytes: 90,
    offset: 0,
    readyAt: NOON,
    ...fields,
  };
}

/** What brings one person by a file. */
export function firstRowOf(run: ImportRecord): Parameters<Store['imports']['apply']>[0] {
  const cells = ['Болд', newPhone(), '', ''];
  const reader = {
    plan: { mapping: ['name', 'phone', 'email', 'tags'] as ImportTarget[], tag: '' },
    fields: [],
    hints: {},
  };
  const by = { id: BELLA.id, name: BELLA.name };
  return {
    id: run.id,
    from: 0,
    rows: [{ line: 1, cells, read: readRow(cells, reader), newContactId: newId('contact'), newPurchaseId: '' }],
    joining: {
      duplicates: 'join',
      scope: 'file',
      by,
      locale: 'mn',
      timeZone: 'Asia/Ulaanbaatar',
      desk: DESK,
      at: NOON,
    },
    to: { done: 1, offset: 10, readyAt: NOON, endedAt: NOON },
    news: () => [],
  };
}

let numbers = 10_000_000;
/** A number that no other test has. */
const newPhone = () => `+9769${String(++numbers).slice(1)}`;

/** IM3..IM6: people who come by a file. */
export function importRules(store: () => Store): void {
  const { rowsOf, hooked, messageOf } = setOutbox(store);
  const MAPPING: ImportTarget[] = ['name', 'phone', 'email', 'tags'];
  const reader = { plan: { mapping: MAPPING, tag: '' }, fields: [], hints: {} };
  const joining = (fields: Partial<Joining> = {}): Joining => ({
    ...{ duplicates: 'join', scope: 'file', by: { id: BELLA.id, name: BELLA.name } },
    ...{ locale: 'mn', timeZone: 'Asia/Ulaanbaatar', desk: DESK, at: NOON + MINUTE },
    ...fields,
  });
  const rowsFrom = (cells: string[][], first = 1): RowIn[] =>
    cells.map((row, index) => ({
      line: first + index,
      cells: row,
      read: readRow(row, reader),
      newContactId: newId('contact'),
      newPurchaseId: newId('purchase'),
    }));
  const open: string[] = [];
  const running = async (fields: Partial<ImportRecord> = {}) => {
    // There is room for few, and no test needs more than three of its own.
    for (const id of open.splice(0, Math.max(0, open.length - 3))) {
      await store().imports.change(id, OPEN_STATES, { state: 'done' });
    }
    const run = newImport(fields);
    await store().imports.create(run);
    open.push(run.id);
    return run;
  };
  /** Writes some rows, as the next ones or after `from`. */
  async function write(
    run: ImportRecord,
    cells: string[][],
    more: { from?: number; ends?: boolean; by?: Partial<Joining> } = {},
  ) {
    const { from = 0, ends = false, by } = more;
    const done = from + cells.length;
    return store().imports.apply({
      id: run.id,
      from,
      rows: rowsFrom(cells, from + 1),
      joining: joining(by),
      to: { done, offset: done * 10, readyAt: NOON + 2 * MINUTE, endedAt: ends ? NOON + MINUTE : null },
      news: ({ id, startedAt }) => [
        { event: 'import.ended', contactId: null, cause: [id, startedAt!], at: NOON, data: { siteId: null } },
      ],
    });
  }
  async function undo(run: ImportRecord, limit = 2): Promise<ImportRecord> {
    await store().imports.change(run.id, ['done', 'running', 'stopped'], { state: 'undoing' });
    for (;;) {
      const next = await store().imports.undo(run.id, { limit, at: NOON + 5 * MINUTE, readyAt: NOON + 6 * MINUTE });
      if (next?.state !== 'undoing') return next!;
    }
  }
  const personOf = async (phone: string) =>
    (await store().contacts.rootsOf({ kind: 'phone', scope: '', value: phone }))[0];
  const outcomes = async (run: ImportRecord, outcome: 'added' | 'joined' | 'skipped' | 'wrong' | 'undone' | 'kept') =>
    (await store().imports.rows({ id: run.id, outcome, afterLine: 0, limit: 100 })).map(each => each.line);
  const facts = ({ version: _, updatedAt: __, ...rest }: Contact) => rest;

  test('IM3 rows become people with what they say and nothing else, in one step with how far it is', async () => {
    const run = await running();
    const [phone, other] = [newPhone(), newPhone()];
    const after = await write(run, [
      ['Болд', phone, 'Bold@Shop.example', 'vip'],
      ['', '12', '', ''],
      ['', other, '', ''],
    ]);
    expect(after).toMatchObject({ done: 3, offset: 30, counts: { added: 2, joined: 0, skipped: 0, wrong: 1 } });
    expect(await store().imports.find(run.id)).toEqual(after);
    const bold = (await personOf(phone))!;
    expect(bold).toMatchObject({
      ...{ name: 'Болд', phone, email: 'Bold@Shop.example', siteId: null, tags: ['vip'], consents: [] },
      ...{ isVerified: false, createdAt: NOON + MINUTE, mergedInto: null },
      identities: [
        { kind: 'phone', value: phone, source: 'import', isVerified: false, isPrimary: true },
        { kind: 'email', value: 'bold@shop.example', source: 'import', isVerified: false, isPrimary: true },
      ],
    });
    expect(await store().imports.rows({ id: run.id, outcome: 'wrong', afterLine: 0, limit: 10 })).toEqual([
      {
        ...{ id: `${run.id} 2`, importId: run.id, line: 2, outcome: 'wrong', reason: 'PHONE_INVALID', column: 1 },
        ...{ contactId: null, cells: ['', '12', '', ''], made: null },
      },
    ]);
    expect(await outcomes(run, 'added')).toEqual([1, 3]);
  });

  test('IM3 the same rows once more, and rows of one that was stopped, are written by nobody', async () => {
    const run = await running();
    const row = ['Once', newPhone(), '', ''];
    const both = await Promise.all([write(run, [row]), write(run, [row])]);
    expect(both.filter(each => each === null)).toHaveLength(1);
    expect(await write(run, [row])).toBe(null);
    expect(await store().imports.change(run.id, ['running'], { state: 'stopped' })).toMatchObject({ state: 'stopped' });
    expect(await store().imports.change(run.id, ['running'], { state: 'stopped' })).toBe(null);
    expect(await write(run, [['More', newPhone(), '', '']], { from: 1 })).toBe(null);
    expect((await store().imports.find(run.id))!.counts.added).toBe(1);
  });

  test('IM4 whoever is known is joined or left as chosen: what is known stays, and what is not said erases nothing', async () => {
    const [phone, second, mail] = [newPhone(), newPhone(), `${newId('mail')}@shop.example`];
    const first = await running();
    await write(first, [['Сарнай', phone, '', 'old']]);
    const before = (await personOf(phone))!;
    const run = await running();
    const after = await write(run, [
      ['Somebody Else', `${phone}, ${second}`, mail, 'new'],
      ['сарнай', phone, '', ''],
      ['', '', mail.toUpperCase(), 'newer'],
    ]);
    expect(after!.counts).toEqual({ added: 0, joined: 2, skipped: 1, wrong: 0 });
    const sarnai = (await personOf(second))!;
    expect(sarnai).toMatchObject({ id: before.id, name: 'Сарнай', phone, email: mail, tags: ['old', 'new', 'newer'] });
    expect(sarnai.typed.name).toBe('Somebody Else');
    expect(sarnai.version).toBeGreaterThan(before.version);
    const left = await running();
    expect(
      (await write(left, [['X', phone, newId('mail'), 'newest']], { by: { duplicates: 'skip' } }))!.counts.wrong,
    ).toBe(1);
    expect(
      (await write(left, [['X', phone, '', 'newest']], { from: 1, by: { duplicates: 'skip' } }))!.counts.skipped,
    ).toBe(1);
    expect(await personOf(phone)).toEqual(sarnai);
  });

  test('IM4 a number that a family shares is decided by the name', async () => {
    const phone = newPhone();
    const run = await running();
    // Each is said to be another one, since no door joins them.
    const two = ['Anna', 'Bella'].map(name => {
      const base = newContact({ id: newId('contact'), siteId: null, locale: 'en', timeZone: 'UTC' }, NOON);
      return { ...base, name };
    });
    for (const newOne of two) {
      const mail = `${newOne.id}@shop.example`;
      const known = { source: 'import' as const, firstAt: NOON, isVerified: false, isPrimary: true };
      await store().contacts.resolve({
        ...{
          identities: [{ kind: 'email', scope: '', value: mail, ...known }],
          name: newOne.name,
          newContact: newOne,
          at: NOON,
        },
      });
      await store().contacts.edit(
        newOne.id,
        { kind: 'identity', identity: { kind: 'phone', scope: '', value: phone, ...known } },
        NOON,
      );
    }
    const roots = await store().contacts.rootsOf({ kind: 'phone', scope: '', value: phone });
    const isShared = roots.length > 1;
    const after = await write(run, [['', phone, '', 'who?']]);
    expect(after!.counts).toEqual({ added: 0, joined: isShared ? 0 : 1, skipped: 0, wrong: isShared ? 1 : 0 });
  });

  describe('undone', () => {
    test('IM5 who came by it is gone, who was changed is as before, and who was touched since stays', async () => {
      const [known, added, touched, spoken] = [newPhone(), newPhone(), newPhone(), newPhone()];
      await write(await running(), [['Known', known, '', 'before']]);
      const before = (await personOf(known))!;
      const run = await running();
      await write(run, [
        ['', known, `${newId('mail')}@shop.example`, 'by import'],
        ['Added', added, '', ''],
        ['Touched', touched, '', ''],
        ['Spoken', spoken, '', ''],
        ['', known, '', 'twice'],
      ]);
      const person = (await personOf(touched))!;
      await store().contacts.update(
        person.id,
        { by: 'agent', words: { name: 'Touched by an agent' } },
        NOON + 2 * MINUTE,
      );
      const scene = await setScene(store());
      const { contactId } = await scene.visitor();
      await store().contacts.update(contactId, { by: 'visitor', words: { phone: spoken } }, NOON + 2 * MINUTE);
      const undone = await undo(run);
      expect(undone).toMatchObject({ state: 'undone', undone: 2, kept: 2, endedAt: NOON + 5 * MINUTE });
      expect(facts((await personOf(known))!)).toEqual(facts(before));
      expect(await personOf(added)).toBe(undefined);
      expect((await personOf(touched))!.name).toBe('Touched by an agent');
      expect(await personOf(spoken)).toBeDefined();
      expect(await outcomes(run, 'kept')).toEqual([3, 4]);
      expect(await outcomes(run, 'undone')).toEqual([1, 2]);
    });

    test('IM5 an erased person is not there to be kept, and nothing of them is left in what imports know', async () => {
      const phone = newPhone();
      const run = await running();
      await write(run, [['Erased', phone, '', '']]);
      const { id } = (await personOf(phone))!;
      const held = (await store().privacy.held(id))!;
      expect(held.rows.importPeople).toMatchObject([{ importId: run.id, contactId: id, line: 1, before: null }]);
      await store().privacy.erase({ contactId: id, id: newId('erasure'), by: BELLA, at: NOON, keysUntil: NOON + DAY });
      expect(await outcomes(run, 'added')).toEqual([]);
      expect(await undo(run)).toMatchObject({ undone: 0, kept: 0 });
    });
  });

  test('EX1 CP3 an open complaint goes on with its steps and tells nobody that it came, until it is undone', async () => {
    const contactId = await person(store());
    const brought = [
      newComplaint({ contactId }),
      newComplaint({ contactId, createdAt: NOON - 3 * DAY, updatedAt: NOON - 3 * DAY }),
      newComplaint({ contactId, status: 'closed', closedAt: NOON, done: 'Roses' }),
    ];
    const run = await running();
    await store().imports.apply({
      id: run.id,
      from: 0,
      rows: brought.map((record, index) => ({
        ...{ line: index + 1, cells: [], newContactId: newId('contact'), newPurchaseId: '' },
        read: { record: { kind: 'complaints', record } },
      })),
      joining: joining(),
      to: { done: 3, offset: 30, readyAt: NOON, endedAt: NOON + MINUTE },
      news: () => [],
    });
    const jobs = async () =>
      (await Promise.all(brought.map(({ id }) => store().jobs.ofConversation(id)))).map(each =>
        each.map(({ kind, step, dueAt }) => [kind, step, dueAt]),
      );
    // Of the second one everybody was told before.
    expect(await jobs()).toEqual([[['complaint', 1, NOON + 60 * MINUTE]], [], []]);
    expect(await undo(run)).toMatchObject({ state: 'undone', undone: 3 });
    expect(await jobs()).toEqual([[], [], []]);
  });

  test('VI1 EX1 what employees had of a purchase that comes from elsewhere is told of them, until it is undone', async () => {
    const contactId = await person(store());
    const [oyuna, tuya] = [newId('employee'), newId('employee')];
    const record = newPurchase({ contactId, lines: [sharedLine({ [oyuna]: 50, [tuya]: 50 })] });
    const run = await running();
    await store().imports.apply({
      ...{ id: run.id, from: 0, joining: joining(), news: () => [] },
      rows: [
        {
          ...{ line: 1, cells: [], newContactId: newId('contact'), newPurchaseId: '' },
          read: { record: { kind: 'purchases', record } },
        },
      ],
      to: { done: 1, offset: 10, readyAt: NOON, endedAt: NOON + MINUTE },
    });
    const told = async (staffId: string) =>
      (await store().visits.told(staffId, record.date, record.date)).map(each => [each.kind, each.amount]);
    expect([await told(oyuna), await told(tuya)]).toEqual([[['sold', 501]], [['sold', 500]]]);
    expect(await undo(run)).toMatchObject({ state: 'undone', undone: 1 });
    expect([await told(oyuna), await told(tuya)]).toEqual([[], []]);
  });

  test('EX1 everybody who is handed out comes back equal, with who was joined to whom, and agrees to nothing', async () => {
    const random = chance(0, 7);
    const scene = await setScene(store());
    const sites = new Set([scene.site.id]);
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) {
      const text = ['Сайн "уу"', 'مرحبا', '=1+1', 'a\u2028b', "it's"][Math.floor(random() * 5)]!;
      const base = { id: newId('contact'), siteId: random() < 0.5 ? scene.site.id : null };
      const made = { ...newContact({ ...base, locale: 'mn', timeZone: 'UTC' }, NOON + n), name: text, tags: [text] };
      const known = { source: 'api' as const, firstAt: NOON, isVerified: random() < 0.5, isPrimary: true };
      const identity = { kind: 'email' as const, scope: '', value: `${made.id}@shop.example`, ...known };
      await store().contacts.resolve({ identities: [identity], name: text, newContact: made, at: NOON + n });
      ids.push(made.id);
    }
    const rootOf = async (id: string) => (await store().contacts.cardTree(id))!.root;
    for (const [winnerId, loserId] of [
      [0, 1],
      [2, 3],
      [0, 2],
    ].map(pair => pair.map(each => ids[each]!))) {
      const [winner, loser] = [await rootOf(winnerId!), await rootOf(loserId!)];
      const versions = { winner: winner.version, loser: loser.version };
      const by = { id: BELLA.id, name: BELLA.name };
      const order = { winnerId: winner.id, loserId: loser.id, versions, choices: {}, by, at: NOON + 10 };
      await store().contacts.merge({ id: newId('merge'), ...order });
    }
    const consent = { channel: 'sms', purpose: 'news', text: 'yes', source: 'agent', at: NOON } as const;
    for (const isGiven of [true, false]) {
      await store().contacts.edit(ids[5]!, { kind: 'consent', consent: { ...consent, isGiven } }, NOON + 20);
    }
    const roots = [...new Set(await Promise.all(ids.map(async id => (await rootOf(id)).id)))];
    expect(roots).toHaveLength(3);
    const before = await Promise.all(roots.map(async id => (await store().contacts.cardTree(id))!));
    const lines = before.map(cardLine);
    const rows = (): RowIn[] =>
      lines.map((line, index) => ({
        ...{ line: index + 1, cells: [], newContactId: newId('contact'), newPurchaseId: '' },
        read: { card: readCard(JSON.parse(line), sites)! },
      }));
    const again = { joining: joining(), to: { done: 3, offset: 30, readyAt: NOON, endedAt: null }, news: () => [] };
    const known = await running();
    expect(await store().imports.apply({ id: known.id, from: 0, rows: rows(), ...again })).toMatchObject({
      counts: { added: 0, joined: 0, skipped: 3, wrong: 0 },
    });
    for (const contactId of roots) {
      await store().privacy.erase({ contactId, id: newId('erasure'), by: BELLA, at: NOON, keysUntil: NOON + DAY });
    }
    expect(await store().contacts.find(ids[5]!)).toBe(null);
    const run = await running();
    expect((await store().imports.apply({ id: run.id, from: 0, rows: rows(), ...again }))!.counts.added).toBe(3);
    const after = await Promise.all(roots.map(async id => (await store().contacts.cardTree(id))!));
    const told = (trees: typeof before) =>
      trees.map(({ contacts, merges }) => ({
        contacts: contacts
          .map(each => ({ ...each, consents: each.consents.map(({ isCarried: _, ...said }) => said) }))
          .sort((a, b) => a.id.localeCompare(b.id)),
        merges: [...merges].sort((a, b) => a.id.localeCompare(b.id)),
      }));
    expect(told(after)).toEqual(told(before));
    const { consents } = (await store().contacts.find(ids[5]!))!;
    expect(consents.map(each => [each.isGiven, each.isCarried])).toEqual([
      [true, true],
      [false, undefined],
    ]);
    expect(hasConsent(consents.slice(0, 1), 'sms', 'news')).toBe(false);
  });

  test('IM5 IM7 who came with what they bought goes with it, also where one step takes back both', async () => {
    const phones = [newPhone(), newPhone(), newPhone()];
    const plan: ImportPlan = {
      ...{ kind: 'purchases', mapping: ['phone', 'what', 'price'], hasHeader: false, duplicates: 'join', tag: '' },
    };
    const rows = phones.map((phone, index): RowIn => {
      const cells = [phone, 'Roses', '10'];
      const ids = { newContactId: newId('contact'), newPurchaseId: newId('purchase') };
      return { line: index + 1, cells, ...ids, read: readPurchase(cells, { plan, hints: {}, desk: DESK }) };
    });
    const run = await running({ plan });
    await store().imports.apply({
      ...{ id: run.id, from: 0, rows, joining: joining(), news: () => [] },
      to: { done: 3, offset: 30, readyAt: NOON, endedAt: NOON },
    });
    expect((await personOf(phones[0]!))?.id).toBe(rows[0]!.newContactId);
    expect(await undo(run, 100)).toMatchObject({ state: 'undone', kept: 0 });
    for (const phone of phones) expect(await personOf(phone)).toBe(undefined);
  });

  test('IM7 IM5 rows of purchases find or make who bought, each once, and go again but those that were corrected', async () => {
    const [known, fresh, mine, order] = [newPhone(), newPhone(), newId('their-id'), newId('order')];
    await write(await running(), [['Known', known, '', '']]);
    const before = (await personOf(known))!;
    const plan: ImportPlan = {
      kind: 'purchases',
      mapping: ['phone', 'what', 'price', 'quantity', 'externalId', 'person', 'date'],
      ...{ hasHeader: false, duplicates: 'join', tag: '' },
    };
    const cells = [
      [known, 'Tulips', '3 000', '2', order, mine, '3.5.2026'],
      [fresh, 'Roses', '10', '', '', '', ''],
      ['', 'Roses', '10', '', '', mine, ''],
      [known, 'Tulips', '3 000', '2', order, mine, '3.5.2026'],
      [known, 'Something else', '3 000', '2', order, mine, '3.5.2026'],
      [known, '', '1', '', '', '', ''],
    ];
    const rows = (first: number): RowIn[] =>
      cells.map((row, index) => ({
        ...{ line: first + index, cells: row, newContactId: newId('contact'), newPurchaseId: newId('purchase') },
        read: readPurchase(row, { plan, hints: {}, desk: DESK }),
      }));
    const bring = (run: ImportRecord) =>
      store().imports.apply({
        ...{ id: run.id, from: 0, rows: rows(1), joining: joining(), news: () => [] },
        to: { done: 6, offset: 60, readyAt: NOON, endedAt: NOON },
      });
    const run = await running({ plan });
    expect((await bring(run))!.counts).toEqual({ added: 3, joined: 0, skipped: 1, wrong: 2 });
    const bought = (contactId: string) =>
      store().purchases.before({ contactIds: [contactId], siteIds: null }, null, 10);
    const theirs = await bought(before.id);
    expect(theirs.map(({ source, total, externalId }) => [source, total, externalId]).sort()).toEqual(
      [
        ['csv', 600000, order],
        ['csv', 1000, null],
      ].sort(),
    );
    const newcomer = (await personOf(fresh))!;
    expect(await bought(newcomer.id)).toMatchObject([{ lines: [{ name: 'Roses', quantity: 1, price: 1000 }] }]);
    const told = await store().imports.rows({ id: run.id, outcome: 'wrong', afterLine: 0, limit: 10 });
    expect(told.map(each => [each.line, each.reason])).toEqual([
      [5, 'OTHER_CONTENT'],
      [6, 'ITEM_MISSING'],
    ]);
    // Without an id of its own a purchase is another one each time.
    const again = await running({ plan });
    expect((await bring(again))!.counts).toEqual({ added: 2, joined: 0, skipped: 2, wrong: 2 });
    expect(await undo(again)).toMatchObject({ state: 'undone', kept: 0 });

    const corrected = theirs.find(each => each.externalId === null)!;
    const row = { id: newId('audit'), at: NOON, who: { kind: 'system' } as const, what: 'purchase.changed' as const };
    const on = { kind: 'contact', id: before.id, text: '' } as const;
    await store().purchases.replace(
      corrected,
      { ...corrected, updatedAt: NOON + DAY },
      { ...row, on, from: null, siteId: null },
    );
    expect(await undo(run)).toMatchObject({ state: 'undone', kept: 1 });
    expect((await bought(before.id)).map(each => each.id)).toEqual([corrected.id]);
    expect(await personOf(fresh)).toBe(undefined);
    expect(await outcomes(run, 'kept')).toEqual([3]);
  });

  test('IM8 an erasure takes what files say of the person where no row of theirs was taken', async () => {
    const [phone, mail] = [newPhone(), `${newId('mail')}@shop.example`];
    const local = phone.replace('+976', '').replace(/(....)$/, '-$1');
    const sample = [
      ['Erased Person', local, ''],
      ['Somebody Else', '99887766', ''],
    ];
    const run = await running({ header: ['x', mail.toUpperCase()], sample });
    await write(run, [
      ['Erased Person', phone, mail, ''],
      ['Erased Person', 'no number', '', ''],
      ['', `12, ${local}`, '', ''],
      ['Other Person', '12', '', ''],
    ]);
    const { id } = (await personOf(phone))!;
    await store().privacy.erase({ contactId: id, id: newId('erasure'), by: BELLA, at: NOON, keysUntil: NOON + DAY });
    const wrong = await store().imports.rows({ id: run.id, outcome: 'wrong', afterLine: 0, limit: 10 });
    expect(wrong.map(each => [each.line, each.cells])).toEqual([
      [2, []],
      [3, []],
      [4, ['Other Person', '12', '', '']],
    ]);
    const after = (await store().imports.find(run.id))!;
    expect(after).toMatchObject({ header: ['', ''], sample: [sample[1]], counts: { wrong: 3 } });
  });

  test('IM3 one that is at work is taken up by one server at a time, and again when that died', async () => {
    const run = await running({ readyAt: NOON - DAY });
    const take = async (at: number) => (await store().imports.take(at, at + MINUTE)).filter(each => each.id === run.id);
    const both = await Promise.all([take(NOON - DAY), take(NOON - DAY)]);
    expect(both.flat()).toHaveLength(1);
    expect(await take(NOON - DAY + MINUTE - 1)).toEqual([]);
    expect(await take(NOON - DAY + MINUTE)).toMatchObject([{ id: run.id, done: 0 }]);
    await store().imports.change(run.id, ['running'], { state: 'stopped' });
    expect(await take(NOON)).toEqual([]);
    expect(await store().imports.newest(1000)).toContainEqual({
      ...run,
      state: 'stopped',
      readyAt: NOON - DAY + 2 * MINUTE,
    });
  });

  test('IM6 its end is told to the whole desk’s webhooks, in the same step', async () => {
    const hook = await hooked(null, { events: ['import.ended'] });
    const run = await running();
    await write(run, [['A', newPhone(), '', '']]);
    expect(await rowsOf(hook.id)).toEqual([]);
    expect(await write(run, [['B', newPhone(), '', '']], { from: 1, ends: true })).toMatchObject({ state: 'done' });
    expect((await rowsOf(hook.id)).map(each => messageOf(each).type)).toEqual(['import.ended']);
    await store().webhooks.delete(hook.id);
  });

  test('IM1 the bytes of a file and of its rows are kept apart, and go with it', async () => {
    const run = await running({ state: 'uploading' });
    const bytes = async (of: 'file' | 'rows') => {
      const parts: Buffer[] = [];
      for await (const part of await store().imports.read(run.id, of, 1, 4)) parts.push(part);
      return Buffer.concat(parts).toString();
    };
    await store().imports.write(run.id, 'file', 0, Buffer.from('file!'));
    await store().imports.seal(run.id, 'file', 5);
    await store().imports.write(run.id, 'rows', 0, Buffer.from('rows!'));
    await store().imports.seal(run.id, 'rows', 5);
    expect([await bytes('file'), await bytes('rows')]).toEqual(['ile', 'ows']);
    await store().imports.drop(run.id, ['file']);
    expect([await bytes('file'), await bytes('rows')]).toEqual(['', 'ows']);
    expect(await store().imports.delete(run.id)).toBe(true);
    expect(await store().imports.delete(run.id)).toBe(false);
    expect(await bytes('rows')).toBe('');
    const atWork = await running();
    expect(await store().imports.delete(atWork.id)).toBe(false);
  });

  test('IM1 of many begun at once there are as many as have room, and old ones go', async () => {
    // Other tests of this suite left theirs.
    for (const each of await store().imports.newest(1000)) {
      await store().imports.change(each.id, OPEN_STATES, { state: 'done' });
    }
    const made = await Promise.allSettled(Array.from({ length: MOST_OPEN + 3 }, () => running({ state: 'ready' })));
    const refused = made.flatMap(each => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(refused).toEqual(['IMPORTS_FULL', 'IMPORTS_FULL', 'IMPORTS_FULL']);
    await store().imports.sweep(NOON + 1);
    expect(await store().imports.newest(1000)).toEqual([]);
  });
}
