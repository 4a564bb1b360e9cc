import { describe, expect, test } from 'vitest';
import { PIECE_BYTES } from '../../../../protocol/file-kinds.ts';
import type { FileLinks, Upload } from '../../../../protocol/files.ts';
import { agent, buildTestApp, type Desk, send, visitor } from '../../../helpers/app.ts';
import { PDF, PNG, TAKES_FILES, uploader } from '../../../helpers/files.ts';
import { ask } from '../../../helpers/http.ts';

const SHOP = 'https://shop.example';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function openDesk() {
  const desk = await buildTestApp({ site: { files: TAKES_FILES } });
  const ann = await visitor(desk);
  const { token = '' } = ann.welcome;
  const files = uploader(desk, 'sites/altan/files', { origin: SHOP, headers: bearer(token) });
  return { desk, ann, token, files };
}

async function linksOf(desk: Desk, token: string, ids: string[]): Promise<FileLinks['links']> {
  const answer = await ask(desk, 'POST /v1/sites/altan/files/links', { body: { ids }, headers: bearer(token) });
  return answer.json().links;
}

async function uploaded(files: ReturnType<typeof uploader>, name = 'roses.png', bytes: Buffer = PNG) {
  const answer = await files.whole(name, bytes);
  expect(answer.json()).toHaveProperty('file');
  return (answer.json() as Upload).file!;
}

describe('an upload', () => {
  test('FI2 goes on after a break where its kept bytes end', async () => {
    const { files } = await openDesk();
    const bytes = Buffer.concat([PDF, Buffer.alloc(2 * PIECE_BYTES, 'x')]);
    const file = { clientId: 'upload-of-list', name: 'list.pdf', size: bytes.length, type: 'application/pdf' };
    const begun = await files.begin(file);
    expect([begun.statusCode, begun.json()]).toEqual([201, { id: expect.any(String), offset: 0 }]);
    const { id } = begun.json();
    const first = await files.piece(id, 0, bytes.subarray(0, PIECE_BYTES));
    expect(first.json()).toEqual({ id, offset: PIECE_BYTES });

    const again = await files.begin(file);
    expect([again.statusCode, again.json()]).toEqual([200, { id, offset: PIECE_BYTES }]);
    const wrong = await files.piece(id, 0, bytes.subarray(0, PIECE_BYTES));
    expect([wrong.statusCode, wrong.json()]).toEqual([
      409,
      { code: 'FILE_OFFSET', message: expect.any(String), offset: PIECE_BYTES },
    ]);
    await files.piece(id, PIECE_BYTES, bytes.subarray(PIECE_BYTES, 2 * PIECE_BYTES));
    const last = await files.piece(id, 2 * PIECE_BYTES, bytes.subarray(2 * PIECE_BYTES));
    const done = { id, name: 'list.pdf', size: bytes.length, type: 'application/pdf', kind: 'pdf', hasPreview: false };
    expect(last.json()).toEqual({ id, offset: bytes.length, file: done });
    const repeat = await files.piece(id, 2 * PIECE_BYTES, bytes.subarray(2 * PIECE_BYTES));
    expect(repeat.json(), 'the answer was lost').toEqual(last.json());
    expect((await files.begin(file)).json()).toEqual(last.json());
    expect((await files.begin({ ...file, size: 1 })).json()).toMatchObject({ code: 'CLIENT_ID_REUSED' });
  });

  test.each([
    ['of another length', PIECE_BYTES + 1, PIECE_BYTES, 0, 'BAD_REQUEST'],
    ['that is too large', 2 * PIECE_BYTES, PIECE_BYTES + 1, 0, 'FRAME_TOO_LARGE'],
    ['behind a hole', 2 * PIECE_BYTES, PIECE_BYTES, PIECE_BYTES, 'FILE_OFFSET'],
  ])('FI2 refuses a piece %s', async (_what, size, bytes, offset, code) => {
    const { files } = await openDesk();
    const { id } = (await files.begin({ clientId: 'upload-of-list', name: 'list.pdf', size })).json();
    const sent = _what === 'of another length' ? bytes - 1 : bytes;
    expect((await files.piece(id, offset, Buffer.alloc(sent))).json()).toMatchObject({ code });
  });

  test('FI6 is refused where the site takes no files, or not so large ones', async () => {
    const { desk, files } = await openDesk();
    const large = { clientId: 'upload-of-list', name: 'list.pdf', size: TAKES_FILES.maxBytes + 1 };
    const refused = await files.begin(large);
    expect([refused.statusCode, refused.json().code]).toEqual([413, 'FILE_TOO_LARGE']);
    await desk.changeSite({ files: null });
    const off = await files.begin({ ...large, size: 10 });
    expect([off.statusCode, off.json().code]).toEqual([403, 'FILES_OFF']);
    const page = await ask(desk, 'GET /v1/sites/altan/panel');
    expect(page.json().site).not.toHaveProperty('files');
  });

  test('FI6 the widget hears what the site takes, and not how much it keeps', async () => {
    const { ann } = await openDesk();
    const { totalBytes: _, ...told } = TAKES_FILES;
    expect(ann.welcome.site.files).toEqual(told);
  });

  test('FI6 one visitor brings so much in a day, and one address', async () => {
    const { desk, files } = await openDesk();
    await desk.changeSite({ files: { ...TAKES_FILES, maxBytes: 50 * 1024 ** 2, totalBytes: 1024 ** 4 } });
    const begin = (number: number) =>
      files.begin({ clientId: `upload-${number}-of-film`, name: 'film.pdf', size: 50 * 1024 ** 2 });
    for (let number = 0; number < 10; number += 1) expect((await begin(number)).statusCode).toBe(201);
    const refused = await begin(10);
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'RATE_LIMITED']);
    await desk.pass(3 * 3_600_000);
    expect((await begin(10)).statusCode, 'later').toBe(201);
  });

  test('FI7 can be stopped, and then nothing is left of it', async () => {
    const { desk, files, token } = await openDesk();
    const file = await uploaded(files);
    const stop = () => ask(desk, `DELETE /v1/sites/altan/files/${file.id}`, { headers: bearer(token) });
    expect((await stop()).statusCode).toBe(204);
    expect(await desk.store.files.find(file.id)).toBe(null);
    expect((await stop()).statusCode, 'twice').toBe(204);
  });

  test('FI4 is its sender’s alone', async () => {
    const { desk, files } = await openDesk();
    const file = await uploaded(files);
    const eve = await visitor(desk);
    const hers = bearer(eve.welcome.token ?? '');
    const piece = uploader(desk, 'sites/altan/files', { headers: hers }).piece(file.id, 0, PNG);
    expect((await piece).json()).toMatchObject({ code: 'FILE_UNKNOWN' });
    await ask(desk, `DELETE /v1/sites/altan/files/${file.id}`, { headers: hers });
    expect(await desk.store.files.find(file.id)).not.toBe(null);
    expect(await linksOf(desk, eve.welcome.token ?? '', [file.id])).toEqual([]);
    const refused = await eve.ask({ type: 'message.send', text: '', files: [file.id] });
    expect(refused).toMatchObject({ type: 'error', code: 'FILE_UNKNOWN' });
    const nobody = await ask(desk, 'POST /v1/sites/altan/files/links', { body: { ids: [file.id] } });
    expect(nobody.json()).toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('FI4 a page of another origin may upload nothing', async () => {
    const { desk, token } = await openDesk();
    await desk.changeSite({ origins: [SHOP] });
    const foreign = uploader(desk, 'sites/altan/files', { origin: 'https://evil.example', headers: bearer(token) });
    expect((await foreign.whole('roses.png', PNG)).json()).toMatchObject({ code: 'ORIGIN_REFUSED' });
  });
});

describe('what is sent', () => {
  test('FI3 has its files, for both sides, and a repeat gets the first answer', async () => {
    const { desk, ann, files, token } = await openDesk();
    const sarnai = await agent(desk);
    const file = await uploaded(files);
    expect(file).toMatchObject({ name: 'roses.png', kind: 'image', type: 'image/png', width: 1, height: 1 });
    const words = { type: 'message.send' as const, clientId: 'client-1-of-ann', text: '', files: [file.id] };
    const sent = await ann.ask(words);
    expect(sent).toMatchObject({ type: 'ack', entry: { body: { kind: 'message', text: '', files: [file] } } });
    expect(await ann.ask(words)).toEqual(sent);
    const heard = await sarnai.hears('entry.added');
    expect(heard).toMatchObject({
      entry: { body: { files: [file] } },
      conversation: { preview: { text: 'roses.png' } },
    });
    const again = await ann.ask({ type: 'message.send', text: 'again', files: [file.id] });
    expect(again).toMatchObject({ type: 'error', code: 'FILE_UNKNOWN' });
    expect(await linksOf(desk, token, [file.id])).toHaveLength(1);
  });

  test('FI3 is refused with too many, unfinished or no files and no words', async () => {
    const { ann, files } = await openDesk();
    const ids = [];
    for (let number = 0; number < 4; number += 1) ids.push((await uploaded(files)).id);
    const many = await ann.ask({ type: 'message.send', text: '', files: ids });
    expect(many).toMatchObject({ code: 'FILES_TOO_MANY' });
    const half = (await files.begin({ clientId: 'upload-of-list', name: 'list.pdf', size: 9 })).json();
    expect(await ann.ask({ type: 'message.send', text: '', files: [half.id] })).toMatchObject({
      code: 'FILE_UNFINISHED',
    });
    const nothing = await ann.ask({ type: 'message.send', text: '' });
    expect(nothing).toMatchObject({ type: 'error', fields: { text: 'FIELD_REQUIRED' } });
    const twice = await ann.ask({ type: 'message.send', text: '', files: [ids[0]!, ids[0]!] });
    expect(twice).toMatchObject({ type: 'error', code: 'FIELD_INVALID' });
  });

  test('FI3 by form and callback has its files too', async () => {
    const { ann, files } = await openDesk();
    const [photo, list] = [await uploaded(files), await uploaded(files, 'list.pdf', PDF)];
    const form = await ann.ask({ type: 'form.send', email: 'ann@shop.example', message: '', files: [photo.id] });
    expect(form).toMatchObject({ entry: { body: { kind: 'form', message: '', files: [photo] } } });
    const call = await ann.ask({ type: 'callback.request', phone: '+97699112233', files: [list.id] });
    expect(call).toMatchObject({ entry: { body: { kind: 'callback', files: [list] } } });
  });

  test('FI4 a note’s files are for agents only, and a message’s for both', async () => {
    const { desk, ann, token } = await openDesk();
    const { conversationId } = await send(ann, 'Hello');
    const sarnai = await agent(desk);
    const { cookie } = sarnai;
    const files = uploader(desk, 'files', { cookie });
    const begin = { conversationId };
    const memo = (await files.whole('memo.pdf', PDF, begin)).json().file;
    const list = (await files.whole('list.pdf', PDF, begin)).json().file;
    await sarnai.ask({ type: 'note.add', conversationId, text: '', files: [memo.id] });
    const said = await sarnai.ask({ type: 'message.send', conversationId, text: 'Here', files: [list.id] });
    expect(said).toMatchObject({ type: 'ack', entry: { body: { text: 'Here', files: [list] } } });
    expect(await ann.hears('entry.added', news => news.entry.body.kind === 'message')).toMatchObject({
      entry: { body: { text: 'Here', files: [list] } },
    });
    expect((await linksOf(desk, token, [memo.id, list.id])).map(each => each.id)).toEqual([list.id]);
    const both = await ask(desk, 'POST /v1/files/links', { body: { ids: [memo.id, list.id, 'nothing'] }, cookie });
    expect(both.json().links.map((each: { id: string }) => each.id)).toEqual([memo.id, list.id]);
  });
});

describe('an address', () => {
  async function sentFile(name: string, bytes: Buffer) {
    const { desk, ann, files, token } = await openDesk();
    const file = await uploaded(files, name, bytes);
    await ann.ask({ type: 'message.send', text: '', files: [file.id] });
    const [link] = await linksOf(desk, token, [file.id]);
    const get = (url: string, headers: Record<string, string> = {}) =>
      ask(desk, `GET ${url}` as 'GET /', { origin: null, headers });
    return { desk, file, link: link!, get };
  }

  test('FI5 gives bytes as a download that nothing runs or takes for something else', async () => {
    const { get, link } = await sentFile('Сарнай "роза" 🌹.png', PNG);
    const answer = await get(link.url);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.equals(PNG)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(answer.headers['cache-control']).toMatch(/^private, max-age=\d+$/);
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="______ ______ __.png"; filename*=UTF-8''${encodeURIComponent('Сарнай _роза_ 🌹.png')}`,
    );
  });

  test('FI5 gives a preview that was drawn anew', async () => {
    const { get, link } = await sentFile('roses.png', PNG);
    const answer = await get(link.previewUrl!);
    expect(answer.headers).toMatchObject({ 'content-type': 'image/webp', 'x-content-type-options': 'nosniff' });
    expect(answer.headers).not.toHaveProperty('content-disposition');
    expect(answer.rawPayload.toString('latin1', 8, 12)).toBe('WEBP');
  });

  test('FI4 ends, and opens one file in one way', async () => {
    const { desk, get, link, file } = await sentFile('roses.png', PNG);
    for (const wrong of [
      link.url.replace(/key=.{3}/, 'key=AAA'),
      link.url.replace(/until=\d/, 'until=9'),
      link.url.replace('/content', '/preview'),
      link.url.replace(file.id, 'another'),
    ]) {
      expect([wrong, (await get(wrong)).statusCode]).toEqual([wrong, 404]);
    }
    expect(link.endsAt).toBeGreaterThan(desk.context.now());
    await desk.pass(link.endsAt - desk.context.now());
    expect((await get(link.url)).statusCode).toBe(404);
  });

  test.each([
    ['bytes=0-3', 206, '%PDF', 'bytes 0-3/'],
    ['bytes=-4', 206, 'EOF\n', undefined],
    ['bytes=9999-', 416, '', 'bytes */'],
    ['lines=1-2', 200, undefined, undefined],
  ])('FI5 gives a part of it: %s', async (range, status, text, contentRange) => {
    const { get, link } = await sentFile('list.pdf', PDF);
    const answer = await get(link.url, { range });
    expect(answer.statusCode).toBe(status);
    if (text !== undefined) expect(answer.payload).toBe(text);
    if (contentRange) expect(answer.headers['content-range']).toContain(contentRange);
  });
});
