import { expect, test } from 'vitest';
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Store } from '../../../server/store/store.ts';
import { setOutbox } from '../outbox.ts';
import { MINUTE, NOON, newAgent, newId, newSite, newWebhook, setScene } from '../scene.ts';
import { setStaff } from '../staff.ts';

/** A row of the audit log, of somebody whom no other test asks for. */
export function newRow(fields: Partial<AuditRow> = {}): AuditRow {
  const id = newId('audit');
  return {
    id,
    at: NOON,
    who: { kind: 'agent', id: `who-${id}`, name: 'Сарнай', email: 'sarnai@shop.example' },
    what: 'site.changed',
    on: { kind: 'site', id: 'site', text: 'name, hours' },
    from: { address: '203.0.113.0/24', userAgent: 'Test/1' },
    siteId: 'site',
    ...fields,
  };
}

const whoOf = ({ who }: AuditRow) => (who.kind === 'agent' ? who.id : who.kind);

/** AU1 to AU3: what is written down, with what it tells, and how it is read. */
export function auditRules(store: () => Store): void {
  const { hire, signIn, invite } = setStaff(store);
  const { hooked, rowsOf } = setOutbox(store);
  const page = async (row: AuditRow) => (await store().audit.page({ who: whoOf(row), limit: 10 })).items;

  test('AU3 rows are read page by page, newest first, by who and by what', async () => {
    const who = newRow().who;
    const [first, second, third] = [newRow({ who }), newRow({ who, what: 'factor.on' }), newRow({ who, at: NOON + 1 })];
    const system = newRow({ who: { kind: 'system' }, from: null, siteId: null, what: 'retention.swept' });
    for (const row of [first, second, third, system]) await store().audit.add(row);
    const whoId = whoOf(first);
    const one = await store().audit.page({ who: whoId, limit: 2 });
    expect(one.items).toEqual([third, second]);
    const two = await store().audit.page({ who: whoId, limit: 2, cursor: one.cursor! });
    expect(two).toEqual({ items: [first], cursor: null });
    expect((await store().audit.page({ who: whoId, what: 'factor.on', limit: 5 })).items).toEqual([second]);
    expect((await store().audit.page({ who: 'system', limit: 5 })).items).toEqual([system]);
    expect((await store().audit.page({ what: 'retention.swept', limit: 5 })).items).toEqual([system]);
    expect((await store().audit.page({ limit: 100 })).items).toEqual(expect.arrayContaining([first, second, third]));
    await expect(store().audit.page({ limit: 5, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('AU2 a row goes by its age alone, and no verb changes one', async () => {
    const who = newRow().who;
    const [old, young] = [newRow({ who, at: NOON - 9 * MINUTE }), newRow({ who, at: NOON - 8 * MINUTE })];
    for (const row of [old, young]) await store().audit.add(row);
    await expect(store().audit.add({ ...young, what: 'site.made' })).rejects.toThrow();
    await store().sweep(NOON);
    expect(await page(young)).toEqual([young, old]);
    await store().audit.sweep(NOON - 8 * MINUTE);
    expect(await page(young)).toEqual([young]);
    expect(Object.keys(store().audit).sort()).toEqual(['add', 'page', 'sweep']);
  });

  test('AU1 a row is written with what it tells, and not where there was nothing to do', async () => {
    /** Does it twice: the second time there is nothing left to do. */
    async function once(act: (row: AuditRow) => Promise<unknown>): Promise<void> {
      const [done, idle] = [newRow(), newRow()];
      await act(done);
      await act(idle).catch(() => {});
      expect([await page(done), await page(idle)]).toEqual([[done], []]);
    }
    const owner = await hire({ role: 'owner' });
    const [carl, dora] = [await hire(), await hire()];
    const [one, two] = [await signIn(carl), await signIn(carl)];
    await once(row => store().sessions.end(carl.id, { id: one.id }, row));
    await once(row => store().sessions.end(carl.id, { except: null }, row));
    const session = { ...two, id: newId('session'), tokenHash: newId('hash') };
    await once(async row => {
      const begun = await store().sessions.create(session, carl.passwordHash, row);
      await store().agents.update(carl.id, { passwordHash: 'changed' });
      return begun;
    });
    const made = newRow();
    const link = await invite({ invitedBy: owner.id });
    await store().invitations.save({ ...link, id: newId('invite'), tokenHash: newId('hash') }, made);
    expect(await page(made)).toEqual([made]);
    await once(row => store().invitations.withdraw(link.id, row));
    const taken = await invite({ invitedBy: owner.id });
    await once(row => store().invitations.accept(taken.tokenHash, newAgent(), row));
    const [changed, unknown] = [newRow(), newRow()];
    await store().agents.update(dora.id, { isDisabled: true }, changed);
    await store().agents.update('nobody', { isDisabled: true }, unknown);
    expect([await page(changed), await page(unknown)]).toEqual([[changed], []]);
    const last = newRow();
    await expect(store().agents.update(owner.id, { role: 'agent' }, last)).rejects.toMatchObject({
      code: 'LAST_OWNER',
    });
    expect(await page(last)).toEqual([]);
  });

  test('AU1 so are those of sites, visitors, webhooks and deliveries', async () => {
    const rows: AuditRow[] = [];
    const next = () => {
      const row = newRow();
      rows.push(row);
      return row;
    };
    const site = newSite();
    await store().sites.save(site, next());
    await store().sites.update(site.id, { name: 'X' }, next());
    await store().visitors.signOut(site.id, next());
    const webhook = newWebhook(site.id);
    await store().webhooks.create(webhook, next());
    await store().webhooks.update(webhook.id, { isDisabled: true }, next());
    await store().webhooks.delete(webhook.id, next());
    const scene = await setScene(store());
    const { id } = await hooked(scene.site.id);
    await scene.say(await scene.visitor(), 'Hello');
    const [delivery] = await rowsOf(id);
    await store().outbox.retry(delivery!.id, NOON, next());
    await store().outbox.delete(delivery!.id, next());
    expect(rows).toHaveLength(8);
    for (const row of rows) expect(await page(row)).toEqual([row]);
    const idle = newRow();
    await store().sites.update('nowhere', { name: 'X' }, idle);
    await store().webhooks.update(webhook.id, { isDisabled: true }, idle);
    await store().webhooks.delete(webhook.id, idle);
    await store().outbox.retry(delivery!.id, NOON, idle);
    await store().outbox.delete(delivery!.id, idle);
    expect(await page(idle)).toEqual([]);
  });
}
