import { describe, expect, test } from 'vitest';
import { PIECE_BYTES } from '../../../../protocol/file-kinds.ts';
import type { ImportPlan, ImportPreview, ImportRun } from '../../../../protocol/imports.ts';
import { buildTestApp } from '../../../helpers/app.ts';
import { staffed } from '../../../helpers/http.ts';

type Desk = Awaited<ReturnType<typeof buildTestApp>>;
type Owner = Awaited<ReturnType<typeof staffed>>;

async function send(owner: Owner, name: string, file: Buffer): Promise<ImportRun> {
  let run: ImportRun = (await owner.ask('POST /v1/imports', { body: { name, size: file.length } })).json();
  for (let offset = 0; offset < file.length; offset += PIECE_BYTES) {
    const body = file.subarray(offset, offset + PIECE_BYTES);
    const headers = { 'content-type': 'application/octet-stream', 'upload-offset': String(offset) };
    const answer = await owner.ask(`PATCH /v1/imports/${run.id}/file`, { body, headers });
    expect(answer.statusCode).toBe(200);
    run = answer.json();
  }
  return run;
}

const act = async (owner: Owner, run: Pick<ImportRun, 'id'>, what: string, body?: unknown) =>
  owner.ask(`POST /v1/imports/${run.id}/${what}`, body === undefined ? {} : { body });

/** Until nothing of it is at work. */
async function settled(desk: Desk, owner: Owner, { id }: Pick<ImportRun, 'id'>): Promise<ImportRun> {
  await desk.context.importer.tick();
  await desk.context.importer.settled();
  return (await owner.ask(`GET /v1/imports/${id}`)).json();
}

async function deskWithOwner() {
  const desk = await buildTestApp({ site: { timeZone: 'Asia/Ulaanbaatar' } });
  return { desk, owner: await staffed(desk, { role: 'owner' }) };
}

const SHOP = [
  'Нэр;Утас;И-мэйл;Тэмдэглэл',
  'Болд;99112233;bold@shop.example;"сайн; хүн"',
  'Сарнай;+976 8811 2233;;',
  'Болд Дорж;9911-2233;bold@work.example;',
  'Ганаа;12;;=HYPERLINK(1)',
  ';;;nobody',
].join('\r\n');

test('IM2 IM3 IM5 a file is looked at, written, told row by row, and taken back', async () => {
  const { desk, owner } = await deskWithOwner();
  const run = await send(owner, 'shop.csv', Buffer.from(SHOP));
  expect(run).toMatchObject({
    ...{ state: 'ready', rows: 6, hasHeader: true, format: { kind: 'csv', encoding: 'utf-8', separator: ';' } },
    header: ['Нэр', 'Утас', 'И-мэйл', 'Тэмдэглэл'],
    plan: { mapping: ['name', 'phone', 'email', 'note'], duplicates: 'join' },
  });
  const plan: ImportPlan = { ...run.plan, tag: 'from the shop' };
  const preview: ImportPreview = (await act(owner, run, 'preview', plan)).json();
  expect(preview).toMatchObject({ counts: { added: 2, joined: 1, skipped: 0, wrong: 2 }, looked: 5 });
  expect(preview.rows[0]).toEqual({
    ...{ line: 2, outcome: 'added', reason: null, column: null, name: 'Болд', phones: ['+97699112233'] },
    ...{ emails: ['bold@shop.example'], contactId: null },
    more: [
      { target: 'tags', text: 'from the shop' },
      { target: 'note', text: 'сайн; хүн' },
    ],
  });
  expect(preview.mistakes.map(each => [each.line, each.reason, each.column])).toEqual([
    [5, 'PHONE_INVALID', 1],
    [6, 'EMPTY', null],
  ]);
  expect(await desk.store.imports.contactsAfter('', 10)).toEqual([]);

  expect((await act(owner, run, 'start', plan)).json().state).toBe('running');
  const done = await settled(desk, owner, run);
  expect(done).toMatchObject({ state: 'done', done: 6, counts: preview.counts });
  const people = (await desk.store.imports.contactsAfter('', 10)).sort((a, b) => (a.name < b.name ? -1 : 1));
  expect(people.map(each => [each.name, each.phone, each.tags])).toEqual([
    ['Болд', '+97699112233', ['from the shop']],
    ['Сарнай', '+97688112233', ['from the shop']],
  ]);
  expect(people[0]!.identities.map(each => each.value)).toContain('bold@work.example');
  const wrong = (await owner.ask(`GET /v1/imports/${run.id}/rows?outcome=wrong&limit=1`)).json();
  expect(wrong).toMatchObject({ rows: [{ line: 5, cells: ['Ганаа', '12', '', '=HYPERLINK(1)'] }], afterLine: 5 });
  const file = await owner.ask(`GET /v1/imports/${run.id}/mistakes`);
  expect(file.headers['content-disposition']).toContain('not-taken-shop.csv');
  expect(file.body).toBe(
    "\ufeff#,!,Нэр,Утас,И-мэйл,Тэмдэглэл\r\n5,PHONE_INVALID,Ганаа,12,,'=HYPERLINK(1)\r\n6,EMPTY,,,,nobody\r\n",
  );

  await owner.ask(`PATCH /v1/contacts/${people[1]!.id}`, { body: { name: 'Сарнай, touched' } });
  expect((await act(owner, run, 'undo')).json().state).toBe('undoing');
  expect(await settled(desk, owner, run)).toMatchObject({ state: 'undone', undone: 1, kept: 1 });
  expect((await desk.store.imports.contactsAfter('', 10)).map(each => each.name)).toEqual(['Сарнай, touched']);
  const kept = (await owner.ask(`GET /v1/imports/${run.id}/rows?outcome=kept`)).json();
  expect(kept.rows).toMatchObject([{ line: 3, contactId: people[1]!.id, name: 'Сарнай, touched' }]);
  const audit = (await desk.store.audit.page({ limit: 10 })).items.map(each => each.what);
  expect(audit).toEqual(expect.arrayContaining(['import.begun', 'import.undone']));
});

test('IM3 a run that is stopped goes on where it was, and one whose server died as well', async () => {
  const { desk, owner } = await deskWithOwner();
  const lines = Array.from({ length: 500 }, (_, n) => `Person ${n},+9769900${String(1000 + n)}`);
  const run = await send(owner, 'many.csv', Buffer.from(['name,phone', ...lines].join('\n')));
  await act(owner, run, 'start', run.plan);
  // As if the server had died right after its first batch.
  const begun = (await desk.store.imports.find(run.id))!;
  await desk.context.importer.settled();
  expect(begun.done % 100).toBe(0);
  const stopped = await act(owner, run, 'stop');
  if (stopped.statusCode === 200) {
    expect(stopped.json().state).toBe('stopped');
    expect((await act(owner, run, 'resume')).json().state).toBe('running');
  }
  const done = await settled(desk, owner, run);
  expect(done).toMatchObject({ state: 'done', counts: { added: 500, joined: 0, skipped: 0, wrong: 0 } });
  expect(await desk.store.imports.contactsAfter('', 1000)).toHaveLength(500);
  expect((await act(owner, run, 'resume')).json().code).toBe('IMPORT_STATE');
});

test("IM7 IM2 purchases come by the same wizard, and by a program's file they are not there twice", async () => {
  const { desk, owner } = await deskWithOwner();
  const file = [
    'Дата;Клиент;Телефон;Товар;Кол-во;Цена;Сумма;Валюта;Продавец;Номер чека',
    '03.05.2026;Болд;99112233;Тюльпаны;2;1 500,00;3 000,00;MNT;Оюун;7',
    '04.05.2026;Сарнай;88112233;Розы;;;9 000;;;8',
    '32.05.2026;Болд;99112233;Розы;1;5;;;;9',
  ].join('\r\n');
  // Windows-1251, as Excel saves it.
  const run = await send(owner, 'sales.csv', encode1251(file));
  expect(run).toMatchObject({
    format: { encoding: 'windows-1251' },
    plan: {
      kind: 'purchases',
      mapping: ['date', 'name', 'phone', 'what', 'quantity', 'price', 'total', 'currency', 'employee', 'externalId'],
    },
    guesses: { people: [null, 'name', 'phone', null, null, null, null, null, null, null] },
  });
  const preview: ImportPreview = (await act(owner, run, 'preview', run.plan)).json();
  expect(preview).toMatchObject({ counts: { added: 2, joined: 0, skipped: 0, wrong: 1 } });
  expect(preview.rows[0]).toMatchObject({
    ...{ name: 'Болд', phones: ['+97699112233'] },
    more: [
      { target: 'what', text: 'Тюльпаны × 2' },
      { target: 'total', text: '3000.00 MNT' },
      { target: 'date', text: '2026-05-03' },
      { target: 'employee', text: 'Оюун' },
      { target: 'externalId', text: '7' },
    ],
  });
  expect(preview.mistakes).toMatchObject([{ line: 4, reason: 'DATE_INVALID', column: 0 }]);
  const nothing = { ...run.plan, mapping: ['phone', 'what'] };
  expect((await act(owner, run, 'start', nothing)).json()).toMatchObject({ fields: { mapping: 'FIELD_INVALID' } });
  await act(owner, run, 'start', run.plan);
  await expect.poll(async () => (await settled(desk, owner, run)).state).toBe('done');
  const text =
    'phone;what;quantity;price;date;currency;employee;name;externalId;total\n99112233;Тюльпаны;2;1 500,00;03.05.2026;MNT;Оюун;Болд;7;3 000,00';
  const answer = await owner.ask('POST /v1/purchases', { body: text, headers: { 'content-type': 'text/csv' } });
  expect(answer.json()).toMatchObject({ rows: [{ status: 200 }] });

  const out = (await owner.ask('GET /v1/people/export?format=csv&of=purchases')).body;
  expect(out).toContain("2026-05-03,Болд,'+97699112233,,Тюльпаны,2,1500.00,3000.00,MNT,Оюун,7");
  expect((await owner.ask('GET /v1/people/export?format=csv&of=complaints')).body).toContain('Severity');
  await act(owner, run, 'undo');
  await expect.poll(async () => (await settled(desk, owner, run)).state).toBe('undone');
  expect(await desk.store.imports.contactsAfter('', 10)).toEqual([]);
});

/** Cyrillic of one byte a letter. */
function encode1251(text: string): Buffer {
  const bytes = [...text].map(letter => {
    const code = letter.charCodeAt(0);
    return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
  });
  return Buffer.from(bytes);
}

describe('refused', () => {
  test('IM1 what can not be read fails aloud; pieces come in order; nobody but an owner sees any of it', async () => {
    const { desk, owner } = await deskWithOwner();
    const broken = await send(owner, 'x.xlsx', Buffer.from('PK\x03\x04 no spreadsheet'));
    expect(broken).toMatchObject({ state: 'failed', problem: 'TOO_LARGE' });
    expect((await act(owner, broken, 'start', broken.plan)).json().code).toBe('IMPORT_STATE');
    const run = (await owner.ask('POST /v1/imports', { body: { name: 'a', size: 10 } })).json();
    const headers = { 'content-type': 'application/octet-stream', 'upload-offset': '5' };
    const piece = { headers, body: Buffer.from('12345') };
    expect((await owner.ask(`PATCH /v1/imports/${run.id}/file`, piece)).json()).toMatchObject({
      code: 'FILE_OFFSET',
      offset: 0,
    });
    expect((await owner.ask('POST /v1/imports', { body: { name: 'a', size: 31 * 1024 * 1024 } })).statusCode).toBe(422);
    const ready = await send(owner, 'a.csv', Buffer.from('name\nAnn\n'));
    const nothing = { ...ready.plan, mapping: ['note'] };
    expect((await act(owner, ready, 'start', nothing)).json()).toMatchObject({ code: 'FIELD_INVALID' });
    expect((await owner.ask(`DELETE /v1/imports/${ready.id}`)).statusCode).toBe(204);
    expect((await owner.ask(`GET /v1/imports/${ready.id}`)).statusCode).toBe(404);
    const bold = await staffed(desk, { email: 'bold@altan.example' });
    for (const line of [`GET /v1/imports/${run.id}`, 'GET /v1/people/export'] as const) {
      expect((await bold.ask(line)).statusCode).toBe(403);
    }
  });
});
