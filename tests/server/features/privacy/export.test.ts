import { expect, test, vi } from 'vitest';
import { contact } from '../../../../protocol/contacts.ts';
import { PERSONAL_KINDS } from '../../../../protocol/privacy.ts';
import { visitor as visitorSchema } from '../../../../protocol/visitors.ts';
import { letterDelivery } from '../../../../server/features/mail/letters.ts';
import { IS_PERSONAL } from '../../../../server/features/privacy/rules.ts';
import { FIELD_NAMES } from '../../../../server/features/privacy/words/fields/index.ts';
import { KINDS } from '../../../../server/store/transfer.ts';
import { upload } from '../../../contract/rules/files.ts';
import { newFile } from '../../../contract/rules/new-file.ts';
import { newDelivery } from '../../../contract/scene.ts';
import { agent, buildTestApp, send, visitor } from '../../../helpers/app.ts';
import { ask } from '../../../helpers/http.ts';

async function openDesk() {
  const desk = await buildTestApp();
  const owner = await agent(desk, { role: 'owner', name: 'Oyun' });
  const ann = await visitor(desk, {
    locale: 'ar',
    timeZone: 'Asia/Dubai',
    page: { url: 'https://shop.example/tea', title: 'Tea <b>', referrer: '' },
  });
  await send(ann, 'A <script>alert(1)</script> & more');
  const { conversation } = await owner.hears('entry.added');
  await owner.ask({ type: 'note.add', conversationId: conversation.id, text: 'Wants tea' });
  await ann.ask({ type: 'callback.request', phone: '+97699112233', name: 'Ann', topic: 'Oolong', startAt: null });
  const bob = await visitor(desk);
  await send(bob, 'Not of Ann');
  const file = (format: string) =>
    ask(desk, `GET /v1/contacts/${conversation.contact.id}/export?format=${format}`, { cookie: owner.cookie });
  return { desk, owner, file, contactId: conversation.contact.id };
}

test('PR8 a person is exported with all that they left, a record in each line', async () => {
  const { file } = await openDesk();
  const answer = await file('jsonl');
  expect(answer.headers['content-type']).toBe('application/jsonl; charset=utf-8');
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="person-\w+\.jsonl"$/);
  const lines = answer.body
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  const of = (kind: string) => lines.filter(each => each.kind === kind).map(each => each.record);
  expect(of('contacts')).toMatchObject([{ name: 'Ann', phone: '+97699112233', locale: 'ar' }]);
  expect(of('visitors')).toMatchObject([{ userAgent: 'test', trail: [{ url: 'https://shop.example/tea' }] }]);
  expect(of('conversations')).toHaveLength(1);
  expect(of('callbacks')).toMatchObject([{ topic: 'Oolong' }]);
  const kinds = of('entries').map(each => each.body.kind);
  for (const kind of ['message', 'note', 'callback']) expect(kinds).toContain(kind);
  expect(answer.body).not.toContain('Not of Ann');
  // Nothing that would open anything.
  expect(answer.body).not.toMatch(/tokenHash|secret/i);
});

test('PR8 of what waits to leave a person’s file has what is theirs, and nothing that agents are told', async () => {
  const { desk, file, contactId } = await openDesk();
  const { context, site } = desk;
  const [talk] = (await desk.store.privacy.held(contactId))!.conversations;
  const mine = { siteId: site.id, conversationId: talk!.id };
  const to = { to: 'ann@home.example', locale: 'en', ...mine } as const;
  const link = 'https://desk.example/r/opens';
  await desk.store.outbox.put([
    newDelivery({ id: 'hook', kind: 'webhook', target: 'hook', event: 'entry.added', payload: 'Tea', ...mine }),
    newDelivery({ id: 'told', kind: 'webhook', target: 'hook', event: 'notice.told', payload: 'agent', ...mine }),
    newDelivery({ id: 'push', kind: 'push', target: 'device-of-oyun', event: 'notice', payload: 'sealed', ...mine }),
    letterDelivery(context, { id: 'rate', template: 'rating', values: { site: 'Altan', link }, ...to }),
    letterDelivery(context, { id: 'notice', template: 'notice', values: { noticeId: 'n1' }, ...to }),
  ]);
  const records = (await file('jsonl')).body.split('\n').filter(line => line.includes('"kind":"deliveries"'));
  expect(records.map(line => JSON.parse(line).record)).toEqual([
    expect.objectContaining({ id: 'hook', event: 'entry.added', payload: 'Tea' }),
    { event: 'rating', dueAt: context.now(), values: { site: 'Altan' } },
  ]);
});

test('PR8 the page reads in the person’s language, and shows text as text', async () => {
  const { file } = await openDesk();
  const { body, headers } = await file('html');
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(body).toContain('<html lang="ar" dir="rtl">');
  expect(body).toContain('ما يحتفظ به Altan Flowers عنك');
  expect(body).toContain('A &lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
  expect(body).toContain('Tea &lt;b&gt;');
  expect(body).toContain('Oolong');
  expect(body).not.toContain('<script');
  // Fields, too, and lists without numbers before what they hold.
  expect(body).toContain('<dt>الهاتف</dt><dd dir="auto">+97699112233</dd>');
  expect(body).toMatch(/<dt>طرق التواصل<\/dt><dd dir="auto">chat, callback/);
  const known = [...Object.keys(contact.shape), ...Object.keys(visitorSchema.shape), 'startAt', 'endAt', 'topic'];
  expect(known.filter(name => body.includes(`<dt>${name}</dt>`) || !(name in FIELD_NAMES.ar))).toEqual([]);
});

test('PR8 times and zones that nobody can draw keep no person from their file', async () => {
  const { desk, file } = await openDesk();
  const { held } = desk.store.privacy;
  vi.spyOn(desk.store.privacy, 'held').mockImplementation(async id => {
    const all = await held(id);
    // As a store of before may have them, or a machine that knows other zones.
    const [first, ...rest] = all?.contacts ?? [];
    if (!all || !first) return null;
    const odd = { ...first, timeZone: 'Mars/Olympus', createdAt: 8_640_000_000_000_001 };
    return { ...all, contacts: [odd, ...rest] };
  });
  const { body } = await file('html');
  expect(body).toContain('8640000000000001');
  expect(body).toContain('Oolong');
  expect(body).toMatch(/<\/html>\n$/);
});

test('PR8 files are in the file, with all their bytes', async () => {
  const { desk, file, contactId } = await openDesk();
  const [visitorOfAnn] = (await desk.store.privacy.held(contactId))!.visitors;
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
  const record = newFile(desk.site.id, { uploader: `visitor:${visitorOfAnn!.id}`, name: 'a "b".png' });
  await upload(desk.store, record, bytes);
  const lines = (await file('jsonl')).body
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  const [told] = lines.filter(each => each.kind === 'files').map(each => each.record);
  expect(told).toMatchObject({ id: record.id, name: 'a "b".png', size: 300_000, type: 'image/png' });
  expect(Buffer.from(told.base64, 'base64').equals(bytes)).toBe(true);
  const page = (await file('html')).body;
  expect(page).toContain('<a download="a &quot;b&quot;.png" href="data:application/octet-stream;base64,');
  expect(page).toContain(bytes.toString('base64'));
});

test('PR8 a long talk is told whole', async () => {
  const { desk, owner } = await openDesk();
  const cleo = await visitor(desk);
  const contactId = (await desk.store.visitors.find(cleo.visitorId))!.contactId;
  const { conversationId } = await send(cleo, 'Word 0');
  const author = { kind: 'agent', id: owner.agent.id, name: 'Oyun' } as const;
  await Promise.all(
    Array.from({ length: 450 }, (_, index) =>
      desk.store.conversations.append({
        conversationId,
        clientId: `client-of-word-${index}`,
        fingerprint: `${index}`,
        author,
        body: { kind: 'message', text: `Word ${index + 1}` },
        at: desk.context.now(),
      }),
    ),
  );
  const answer = await ask(desk, `GET /v1/contacts/${contactId}/export`, { cookie: owner.cookie });
  const entries = answer.body.split('\n').filter(line => line.includes('"kind":"entries"'));
  expect(entries.length).toBeGreaterThan(450);
  expect((await ask(desk, 'GET /v1/contacts/nobody/export', { cookie: owner.cookie })).statusCode).toBe(404);
});

test('PR1 every kind of record says whether it is of a person, and those that are can be exported and erased', () => {
  expect(Object.keys(IS_PERSONAL).sort()).toEqual([...KINDS].sort());
  const personal = KINDS.filter(kind => IS_PERSONAL[kind]);
  expect([...personal].sort()).toEqual([...PERSONAL_KINDS].sort());
});
