import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createUploads, type Upload, type Uploads, type UploadsOptions } from '../../../protocol/wire/uploads.ts';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});
afterEach(() => void vi.unstubAllGlobals());

/** A server that takes what it is told to take. */
function createServer() {
  const asked: {
    upload: Upload;
    onSent(bytes: number, partId: string): void;
    resolve(id: string): void;
    reject(error: unknown): void;
  }[] = [];
  const send: UploadsOptions['send'] = (upload, onSent, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      asked.push({ upload, onSent, resolve, reject });
    });
  const dropped: string[] = [];
  return {
    asked,
    dropped,
    send,
    drop: (partId: string) => void dropped.push(partId),
    /** The last time that it was asked to take this one. */
    of: (name: string) =>
      vi.waitFor(() => {
        const found = asked.findLast(({ upload }) => upload.name === name);
        if (!found) throw new Error(`nobody sent ${name}`);
        return found;
      }),
    names: () => asked.map(({ upload }) => upload.name),
  };
}

let sites = 0;
/** A page, of a site of its own unless it is named. */
function openPage(server = createServer(), site = `site-${++sites}`, visitor = 'bolormaa') {
  const onChange = vi.fn();
  const uploads = createUploads({
    family: `${site}:`,
    prefix: `${site}:${visitor}`,
    send: server.send,
    drop: server.drop,
    onChange,
    random: () => 0,
  });
  onTestFinished(() => uploads.close());
  return { uploads, server, site, onChange };
}
const file = (name: string, bytes = 'bytes') => new File([bytes], name, { type: 'text/plain' });
const names = (uploads: Uploads, owner = 'chat') => uploads.of(owner).map(({ name }) => name);
const becomes = (shown: () => unknown, wanted: unknown) => vi.waitFor(() => expect(shown()).toEqual(wanted));
/** Until another page would find them so, whose server never answers. */
const finds = (site: string, shown: (uploads: Uploads) => unknown, wanted: unknown) =>
  vi.waitFor(async () => {
    const { uploads } = openPage(createServer(), site);
    await uploads.refresh();
    const found = await shown(uploads);
    uploads.close();
    expect(found).toEqual(wanted);
  });
const isKept = (site: string, ...wanted: string[]) => finds(site, uploads => names(uploads), wanted);
const fileIds = (uploads: Uploads) => uploads.of('chat').map(({ fileId }) => fileId);

describe('files on their way', () => {
  test('C6 are sent as soon as they are there, and stand in the order in which they were added', async () => {
    const { uploads, server } = openPage();
    uploads.add('chat', [file('one'), file('two'), file('three')]);
    expect(names(uploads)).toEqual(['one', 'two', 'three']);
    (await server.of('two')).resolve('f2');
    await becomes(() => fileIds(uploads), [undefined, 'f2', undefined]);
  });

  test('C6 tell how much of them the server has', async () => {
    const { uploads, server } = openPage();
    uploads.add('chat', [file('one')]);
    (await server.of('one')).onSent(3, 'part');
    expect(uploads.of('chat')[0]).toMatchObject({ sent: 3, size: 5 });
  });

  test('C6 outlive the page in their order, and are gone on with by the next one', async () => {
    const { uploads, server, site } = openPage();
    uploads.add('chat', [file('one', 'first'), file('two')]);
    await isKept(site, 'one', 'two');
    (await server.of('one')).resolve('f1');
    await becomes(() => uploads.of('chat')[0]!.fileId, 'f1');
    await finds(site, fileIds, ['f1', undefined]);
    uploads.close();

    const next = openPage(createServer(), site);
    await next.uploads.refresh();
    const { upload, resolve } = await next.server.of('two');
    expect(await upload.file.text()).toBe('bytes');
    expect(next.server.names()).toEqual(['two']);
    resolve('f2');
    await becomes(() => fileIds(next.uploads), ['f1', 'f2']);
  });

  test('C6 one that can not be sent just now is tried again, at once when the link is back', async () => {
    const { uploads, server } = openPage();
    uploads.add('chat', [file('one')]);
    (await server.of('one')).reject({ code: 'RATE_LIMITED', retryAfterMs: 3_600_000 });
    await becomes(() => uploads.of('chat')[0]!.isWaiting, true);
    uploads.wake();
    await becomes(() => server.asked.length, 2);
    server.asked[1]!.reject(new TypeError('Failed to fetch'));
    await becomes(() => server.asked.length, 3);
    server.asked[2]!.resolve('f1');
    await becomes(() => uploads.of('chat')[0], expect.objectContaining({ fileId: 'f1', isWaiting: false }));
  });

  test('C6 one that the server will not have says why, stays, and is tried again when somebody wants it', async () => {
    const { uploads, server, site } = openPage();
    uploads.add('chat', [file('one')]);
    (await server.of('one')).reject({ code: 'FILE_KIND_REFUSED' });
    await becomes(() => uploads.of('chat')[0]!.failure, 'FILE_KIND_REFUSED');
    await isKept(site, 'one');
    uploads.retry(uploads.of('chat')[0]!.id);
    await becomes(() => server.asked.length, 2);
    expect(uploads.of('chat')[0]!.failure).toBeUndefined();
  });

  test('C6 one that is stopped is sent no further, and the next page does not know it', async () => {
    const { uploads, server, site } = openPage();
    uploads.add('chat', [file('one'), file('two')]);
    const { upload } = await server.of('one');
    await isKept(site, 'one', 'two');
    (await server.of('two')).onSent(2, 'part of two');
    uploads.remove(upload.id);
    expect(names(uploads)).toEqual(['two']);
    await isKept(site, 'two');
    uploads.remove(uploads.of('chat')[0]!.id);
    expect(server.dropped, 'what the server has some of').toEqual(['part of two']);
  });

  test('C6 those of a visitor who was forgotten are found by nobody, and go', async () => {
    const { uploads, site } = openPage();
    uploads.add('chat', [file('one')]);
    await isKept(site, 'one');
    uploads.close();
    const other = openPage(createServer(), site, 'sarnai');
    await other.uploads.refresh();
    expect(names(other.uploads)).toEqual([]);
    other.uploads.close();
    await isKept(site);
  });

  test('C6 what the browser will not keep is said, and sent all the same', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { uploads, server } = openPage();
    uploads.add('chat', [file('one')]);
    await becomes(() => uploads.of('chat')[0]!.isForgetful, true);
    await uploads.refresh();
    (await server.of('one')).resolve('f1');
    await becomes(() => uploads.of('chat')[0]!.fileId, 'f1');
  });

  test('C6 another tab shows what is added and taken away here, and does not send it a second time', async () => {
    const { uploads, server, site } = openPage();
    const other = openPage(createServer(), site);
    uploads.add('chat', [file('one')]);
    await becomes(() => names(other.uploads), ['one']);
    (await server.of('one')).resolve('f1');
    await becomes(() => other.uploads.of('chat')[0]!.fileId, 'f1');
    expect(other.server.asked).toEqual([]);
    uploads.remove(uploads.of('chat')[0]!.id);
    await becomes(() => names(other.uploads), []);
  });
});

describe('a command with files', () => {
  /** One file, handed to a message. */
  async function give(...fileNames: string[]) {
    const page = openPage();
    page.uploads.add(
      'chat',
      fileNames.map(each => file(each)),
    );
    const ids = page.uploads.give('chat', 'message-1');
    return { ...page, ids };
  }

  test('C6 waits until the server has all of them', async () => {
    const { uploads, server, ids } = await give('one', 'two');
    expect([names(uploads), names(uploads, 'message-1')]).toEqual([[], ['one', 'two']]);
    const onReady = vi.fn();
    uploads.ready(ids).then(onReady);
    (await server.of('two')).resolve('f2');
    await becomes(() => uploads.of('message-1')[1]!.fileId, 'f2');
    expect(onReady).not.toHaveBeenCalled();
    (await server.of('one')).resolve('f1');
    await becomes(() => onReady.mock.calls, [[['f1', 'f2']]]);
  });

  test('C6 another tab that sends the command finds its files, and no third knows them once it is stored', async () => {
    const { uploads, server, ids, site } = await give('one');
    const other = openPage(createServer(), site);
    const ready = vi.waitFor(async () => expect(await other.uploads.ready(ids)).toEqual(['f1']));
    (await server.of('one')).resolve('f1');
    await ready;
    other.uploads.forget('message-1');
    await becomes(() => uploads.of('message-1'), []);
  });

  test('C6 goes without one that was stopped, also in the next page', async () => {
    const { uploads, server, ids, site } = await give('one', 'two');
    await server.of('one');
    uploads.remove(ids[0]!);
    expect(names(uploads, 'message-1')).toEqual(['two']);
    (await server.of('two')).resolve('f2');
    expect(await uploads.ready(ids)).toEqual(['f2']);
    await finds(site, uploads => uploads.ready(ids), ['f2']);
  });

  test('C6 is told of one that the server will not have, and of one that is lost', async () => {
    const { uploads, server, ids } = await give('one');
    const ready = uploads.ready(ids);
    (await server.of('one')).reject({ code: 'FILE_TOO_LARGE' });
    await expect(ready).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    await expect(uploads.ready(['nobody-has-this-one'])).rejects.toMatchObject({ code: 'FILE_LOST' });
  });

  test('C6 that was refused is kept in this page alone, until it is tried again', async () => {
    const { uploads, server, site } = openPage();
    uploads.add('chat', [file('one')]);
    (await server.of('one')).resolve('f1');
    await becomes(() => fileIds(uploads), ['f1']);
    const [id] = uploads.give('chat', 'message');
    await finds(site, next => names(next, 'message'), ['one']);
    uploads.release('message');
    await finds(site, next => names(next, 'message'), []);
    // As when another tab has changed something.
    await uploads.refresh();
    expect(names(uploads, 'message')).toEqual(['one']);

    expect(uploads.give('message', 'again')).toEqual([id]);
    const { upload, resolve } = await vi.waitFor(() => {
      expect(server.names()).toEqual(['one', 'one']);
      return server.of('one');
    });
    expect(await upload.file.text()).toBe('bytes');
    await finds(site, next => names(next, 'again'), ['one']);
    resolve('f2');
    expect(await uploads.ready([id!])).toEqual(['f2']);
    uploads.forget('again');
    await finds(site, next => names(next, 'again'), []);
  });

  test('C6 stays where it is when the page goes', async () => {
    const { uploads, server, ids } = await give('one');
    const ready = uploads.ready(ids);
    await server.of('one');
    uploads.close();
    await expect(ready).rejects.toMatchObject({ name: 'AbortError' });
  });
});
