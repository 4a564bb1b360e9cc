// @vitest-environment happy-dom
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { render } from 'preact';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FileInfo, FileLink } from '../../protocol/files.ts';
import type { PublicSite } from '../../protocol/sites.ts';
import { fill } from '../../protocol/words.ts';
import { Chat } from '../../widget/features/chat/Chat.tsx';
import { chat, clear, send } from '../../widget/features/chat/state.ts';
import { files } from '../../widget/features/files/load-files.ts';
import { Form } from '../../widget/forms/Form.tsx';
import { submit } from '../../widget/forms/state.ts';
import * as english from '../../widget/i18n/en.ts';
import enLater from '../../widget/i18n/later/en.ts';
import { language, speak } from '../../widget/panel/language.ts';
import { deliver, link } from '../../widget/panel/link.ts';
import { saved } from '../../widget/panel/saved.ts';
import { desk } from '../../widget/panel/site.ts';
import { watching } from '../../widget/panel/value.ts';

const { default: en } = english;

// What goes over the socket is looked at; there is none.
vi.mock(import('../../widget/panel/link.ts'), async importOriginal => ({
  ...(await importOriginal()),
  connect: vi.fn(),
  deliver: vi.fn(),
  notify: vi.fn(),
}));

const MIB = 1024 ** 2;
const SITE: PublicSite = {
  key: 'k',
  name: 'Altan',
  accent: '#0b6b57',
  channels: ['chat', 'form'],
  locale: 'en',
  timeZone: 'UTC',
  greeting: '',
  consent: '',
  files: { maxCount: 2, maxBytes: MIB, kinds: ['image', 'pdf'] },
};

/** What the page asked for, and how it is answered. */
interface Asked {
  what: string;
  headers: Record<string, string>;
  body: unknown;
  answer(body: unknown, status?: number): void;
}
let asked: Asked[];
/** The last call of that kind, once it was made. */
const call = (what: string) =>
  vi.waitFor(() => {
    const found = asked.findLast(each => each.what === what);
    if (!found) throw new Error(`wanted ${what}, the page asked ${asked.map(each => each.what)}`);
    return found;
  });

let sites = 0;
let place: HTMLElement;
const Talk = watching([language, desk], () => <Chat />);
const Letter = watching([language, desk, files.loaded], () => <Form kind="contact" action="Send" errors={undefined} />);

beforeEach(async () => {
  asked = [];
  vi.stubGlobal('fetch', (url: string, { method, headers, body, signal }: RequestInit) => {
    const what = `${method} ${url.replace(/^.*?\/files/, '/files')}`;
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      asked.push({
        what,
        headers: headers as Record<string, string>,
        body: typeof body === 'string' ? JSON.parse(body) : body,
        answer: (answer, status = 200) => resolve(Response.json(answer, { status })),
      });
    });
  });
  place = document.createElement('div');
  document.body.replaceChildren(place);
  await speak(english);
  language.now.later.load();
  await vi.waitUntil(() => language.now.later.loaded.now.chunk);
  clear();
  link.change({ isDown: false, waiting: [], isForgetful: false });
  saved.change({ draft: {}, token: 'token' });
  sites += 1;
  desk.change({ key: `k${sites}`, server: 'https://desk.example/help/', site: SITE });
  vi.clearAllMocks();
  return () => {
    render(null, place);
    files.loaded.now.chunk?.close();
    vi.unstubAllGlobals();
  };
});

const button = (name: string) => {
  const found = place.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`);
  if (!found) throw new Error(`no button ${name} in ${place.innerHTML}`);
  return found;
};
const removeButton = (name: string) => button(fill(enLater.remove, { name: `\u2068${name}\u2069` }));
const chips = () => [...place.querySelectorAll('.upload b')].map(each => each.textContent);
const file = (name: string, bytes = 8) => new File(['x'.repeat(bytes)], name, { type: 'image/png' });

/** The chat, with the button for files. */
async function openChat() {
  render(<Talk />, place);
  await vi.waitUntil(() => place.querySelector('.clip'));
}
/** Chooses files with the button. */
function choose(...chosen: File[]) {
  const input = place.querySelector<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(input, 'files', { value: chosen, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
/** How many of them the browser keeps. */
const keptFiles = () =>
  new Promise<number>((resolve, reject) => {
    const opening = indexedDB.open('deskbell-files');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction('files').objectStore('files').count();
      counting.onerror = () => reject(counting.error);
      counting.onsuccess = () => resolve(counting.result);
    };
  });
/** Something that brings files, at the field. */
function bring(type: 'drop' | 'paste', data: { files: File[]; types: string[] }) {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { [type === 'drop' ? 'dataTransfer' : 'clipboardData']: data });
  place.querySelector('textarea')!.dispatchEvent(event);
  return event;
}
const begun = (id: string, offset = 0) => ({ id, offset });
const done = (id: string, name: string) => ({ id, offset: 8, file: info(id, name) });
const info = (id: string, name: string, more: Partial<FileInfo> = {}): FileInfo => ({
  id,
  name,
  size: 8,
  type: 'image/png',
  kind: 'image',
  hasPreview: false,
  ...more,
});

describe('files of a message', () => {
  test('FI6 a site that takes none shows no way to send any', async () => {
    desk.change({ site: { ...SITE, files: undefined } });
    render(<Talk />, place);
    await files.load();
    expect(place.querySelector('.clip, input[type=file]')).toBeNull();
  });

  test('C6 come by the button, several at once, say how far they are, and go with the next words', async () => {
    await openChat();
    expect(button(enLater.attach)).toBeTruthy();
    choose(file('roses.png'), file('list.pdf', 900));
    await vi.waitFor(() => expect(chips()).toEqual(['roses.png', 'list.pdf']));
    const begin = await vi.waitFor(() => {
      expect(asked.map(each => each.what)).toEqual(['POST /files', 'POST /files']);
      return asked[0]!;
    });
    expect(begin.headers).toMatchObject({ authorization: 'Bearer token', 'content-type': 'application/json' });
    expect(begin.body).toMatchObject({ name: 'roses.png', size: 8, type: 'image/png' });
    begin.answer(begun('f1'), 201);
    const piece = await call('PATCH /files/f1');
    expect(piece.headers).toMatchObject({ 'upload-offset': '0', 'content-type': 'application/octet-stream' });
    const bar = place.querySelector('progress')!;
    expect([bar.value, bar.max, bar.getAttribute('aria-label')]).toEqual([0, 8, 'roses.png']);
    piece.answer(done('f1', 'roses.png'));
    await vi.waitFor(() => expect(place.querySelectorAll('progress')).toHaveLength(1));
    expect([...place.querySelectorAll('[role=status]')].map(each => each.textContent)).toContain(
      fill(enLater.uploaded, { name: '\u2068roses.png\u2069' }),
    );

    button(en.send).click();
    const sent = vi.mocked(deliver).mock.calls[0]![0];
    expect(sent).toMatchObject({ type: 'message.send', text: '', files: [expect.any(String), expect.any(String)] });
    await vi.waitFor(() => expect(place.querySelectorAll('.composer ~ .upload, .uploads')).toHaveLength(0));
  });

  test('C6 are dropped and pasted; a table that is pasted stays text', async () => {
    await openChat();
    expect(bring('drop', { files: [file('dropped.png')], types: ['Files'] }).defaultPrevented).toBe(true);
    expect(bring('paste', { files: [file('pasted.png')], types: ['Files'] }).defaultPrevented).toBe(true);
    const table = bring('paste', { files: [file('table.png')], types: ['text/plain', 'Files'] });
    expect(table.defaultPrevented).toBe(false);
    await vi.waitFor(() => expect(chips()).toEqual(['dropped.png', 'pasted.png']));
  });

  test('C6 can be stopped, and the server is told', async () => {
    await openChat();
    choose(file('roses.png'));
    (await call('POST /files')).answer(begun('f1'), 201);
    await call('PATCH /files/f1');
    removeButton('roses.png').click();
    await vi.waitFor(() => expect(chips()).toEqual([]));
    await call('DELETE /files/f1');
    button(en.send).click();
    expect(deliver).not.toHaveBeenCalled();
  });

  test('what the site will not have says why in one sentence, and can be tried again', async () => {
    await openChat();
    choose(file('large.png', 2 * MIB));
    const why = await vi.waitUntil(() => place.querySelector('[role=alert]'));
    expect(why!.textContent).toContain('This file is too large, 1 MB at most');
    expect(asked).toEqual([]);

    choose(file('program.png'));
    (await call('POST /files')).answer({ code: 'FILE_KIND' }, 422);
    await vi.waitFor(() => expect(place.textContent).toContain(enLater.FILE_KIND));
    const again = [...place.querySelectorAll<HTMLButtonElement>('.upload .link')].at(-1)!;
    expect(again.textContent).toBe(en.retry);
    again.click();
    await vi.waitFor(() => expect(asked.filter(each => each.what === 'POST /files')).toHaveLength(2));
    removeButton('large.png').click();
    await vi.waitFor(() => expect(chips()).toEqual(['program.png']));
  });

  test('C6 one more than the site takes is not sent', async () => {
    await openChat();
    choose(file('1.png'), file('2.png'), file('3.png'));
    await vi.waitFor(() => expect(place.textContent).toContain('Too many files for one message, 2 at most'));
    expect(asked.filter(each => each.what === 'POST /files')).toHaveLength(2);
  });

  test('C6 wait while the link is down, and go on when it is back', async () => {
    await openChat();
    choose(file('roses.png'));
    (await call('POST /files')).answer({ code: 'STORE_UNAVAILABLE', retryAfterMs: 3_600_000 }, 503);
    await vi.waitFor(() => expect(place.querySelector('.upload')!.textContent).toContain(en.later));
    link.change({ isDown: true });
    link.change({ isDown: false });
    await vi.waitFor(() => expect(asked.filter(each => each.what === 'POST /files')).toHaveLength(2));
  });

  test('C6 what the browser does not keep is said', async () => {
    await openChat();
    choose(file('roses.png'));
    await vi.waitFor(() => expect(place.querySelector('.bar')!.textContent).toBe(enLater.unkeptFiles));
  });

  test('C6 a refused message has its files for the next try in this page alone, which sends them anew', async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('IDBKeyRange', IDBKeyRange);
    await openChat();
    choose(file('roses.png'));
    await call('POST /files');
    send('Look');
    const first = vi.mocked(deliver).mock.calls[0]![0];
    const chunk = files.loaded.now.chunk!;
    await vi.waitUntil(async () => (await keptFiles()) === 1);
    chunk.settle({ type: 'error', ref: first.clientId }, undefined);
    await vi.waitUntil(async () => (await keptFiles()) === 0);
    chat.change({ failed: [first as never] });
    await vi.waitFor(() => expect(chips()).toEqual(['roses.png']));
    send('Look', first.clientId);
    expect(vi.mocked(deliver).mock.calls[1]![0]).toEqual(first);
    await vi.waitUntil(async () => (await keptFiles()) === 1);
    chunk.settle({ type: 'ack', ref: first.clientId }, undefined);
    await vi.waitFor(() => expect(chips()).toEqual([]));
  });
});

describe('files of the contact form', () => {
  test('C6 go with it, and come back when it is refused', async () => {
    render(<Letter />, place);
    await vi.waitUntil(() => place.querySelector('.clip'));
    choose(file('roses.png'));
    await vi.waitFor(() => expect(chips()).toEqual(['roses.png']));
    submit('contact', { type: 'form.send', message: 'Hello' });
    const sent = vi.mocked(deliver).mock.calls[0]![0];
    expect(sent).toMatchObject({ type: 'form.send', files: [expect.any(String)] });
    files.loaded.now.chunk!.settle({ type: 'error', ref: sent.clientId }, 'contact');
    await vi.waitFor(() => expect(chips()).toEqual(['roses.png']));
  });
});

describe('files that were sent', () => {
  const said = (...list: FileInfo[]) =>
    chat.change({
      entries: [
        {
          conversationId: 'c',
          seq: 1,
          clientId: null,
          author: { kind: 'agent', name: 'Sarnai' },
          body: { kind: 'message', text: '', files: list },
          createdAt: 1,
        },
      ],
    });
  const address = (id: string, more: Partial<FileLink> = {}): FileLink => ({
    id,
    url: `/v1/files/${id}/content?a`,
    previewUrl: null,
    endsAt: Date.now() + 60_000,
    ...more,
  });

  test('FI4 pictures stand as pictures in the room that they will take, others by name, at addresses that were asked for once', async () => {
    said(
      info('f1', 'roses.png', { hasPreview: true, width: 1600, height: 1200 }),
      info('f2', '\u202eprices.pdf', { kind: 'pdf', size: 1_234_567 }),
    );
    render(<Talk />, place);
    const picture = await vi.waitUntil(() => place.querySelector<HTMLImageElement>('.files img'));
    expect([picture.width, picture.height, picture.alt, picture.getAttribute('src')]).toEqual([
      1600,
      1200,
      fill(enLater.photo, { name: '\u2068roses.png\u2069' }),
      null,
    ]);
    const { body, answer } = await call('POST /files/links');
    expect(body).toEqual({ ids: ['f1', 'f2'] });
    answer({ links: [address('f1', { previewUrl: '/v1/files/f1/preview?b' }), address('f2')] });
    await vi.waitFor(() => expect(picture.getAttribute('src')).toBe('https://desk.example/help/v1/files/f1/preview?b'));
    const row = place.querySelector<HTMLAnchorElement>('.file')!;
    expect(row.getAttribute('href')).toBe('https://desk.example/help/v1/files/f2/content?a');
    expect([row.target, row.rel, row.textContent]).toEqual(['_blank', 'noopener', '\ufffdprices.pdf1.2 MB']);
    expect(asked).toHaveLength(1);
  });

  test('FI4 an address that has ended is asked for anew when somebody wants it', async () => {
    said(info('f3', 'prices.pdf', { kind: 'pdf' }));
    render(<Talk />, place);
    (await call('POST /files/links')).answer({ links: [address('f3', { endsAt: 1 })] });
    const row = await vi.waitUntil(() => place.querySelector<HTMLAnchorElement>('.file[href]'));
    const followed: (string | null)[] = [];
    place.addEventListener('click', event => {
      if (!event.defaultPrevented) followed.push(row.getAttribute('href'));
      event.preventDefault();
    });
    row.click();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(followed).toEqual([]);
    asked[1]!.answer({ links: [address('f3', { url: '/v1/files/f3/content?new' })] });
    await vi.waitFor(() => expect(followed).toEqual(['https://desk.example/help/v1/files/f3/content?new']));
  });
});
