// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, test, vi } from 'vitest';
import { lastWords, wordsOf } from '../../../../inbox/features/conversations/summary.ts';
import { EntryFiles } from '../../../../inbox/features/files/EntryFiles.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { FileInfo, FileLink } from '../../../../protocol/files.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { draw } from '../../draw.tsx';
import { conversation, entry, START } from '../../fixtures.ts';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const info = (id: string, name: string, more: Partial<FileInfo> = {}): FileInfo => ({
  id,
  name,
  size: 1_234_567,
  type: 'application/pdf',
  kind: 'pdf',
  hasPreview: false,
  ...more,
});
const photo = info('f1', 'roses.png', { kind: 'image', hasPreview: true, width: 1600, height: 1200 });
const address = (id: string, more: Partial<FileLink> = {}): FileLink => ({
  id,
  url: `/v1/files/${id}/content?a`,
  previewUrl: null,
  endsAt: START + 60_000,
  ...more,
});

test('FI4 pictures stand in the room that they will take, others by name, at addresses that were asked for once', async () => {
  const desk = openInbox([], {
    answers: {
      'POST files/links': () => ({
        links: [address('f1', { previewUrl: '/v1/files/f1/preview?b' }), address('f2')],
      }),
    },
  });
  const { host } = await draw(desk, <EntryFiles files={[photo, info('f2', '\u202eprices.pdf')]} />);
  const picture = host.querySelector('img')!;
  expect([picture.width, picture.height, picture.alt]).toEqual([1600, 1200, 'Photo: roses.png']);
  await vi.waitFor(() => expect(picture.getAttribute('src')).toBe('/v1/files/f1/preview?b'));
  const row = host.querySelector<HTMLAnchorElement>('.file')!;
  expect([row.getAttribute('href'), row.download]).toEqual(['/v1/files/f2/content?a', '\ufffdprices.pdf']);
  expect(row.textContent).toBe('\ufffdprices.pdf1.2 MB');
  expect(desk.http.asked('POST files/links').map(({ body }) => body)).toEqual([{ ids: ['f1', 'f2'] }]);
});

test('FI4 an address that has ended is asked for anew when somebody wants it', async () => {
  const links = [address('f2', { endsAt: START }), address('f2', { url: '/v1/files/f2/content?new' })];
  const desk = openInbox([], { answers: { 'POST files/links': () => ({ links: [links.shift()] }) } });
  const { host } = await draw(desk, <EntryFiles files={[info('f2', 'prices.pdf')]} />);
  const row = host.querySelector<HTMLAnchorElement>('.file')!;
  await vi.waitFor(() => expect(row.getAttribute('href')).toBe('/v1/files/f2/content?a'));
  const followed: (string | null)[] = [];
  host.addEventListener('click', event => {
    if (!event.defaultPrevented) followed.push(row.getAttribute('href'));
    event.preventDefault();
  });
  await act(async () => row.click());
  await vi.waitFor(() => expect(followed).toEqual(['/v1/files/f2/content?new']));
});

test.each<[Locale, string, string]>([
  ['en', 'Photo', 'File: prices.pdf'],
  ['ru', 'Фото', 'Файл: prices.pdf'],
  ['mn', 'Зураг', 'Файл: prices.pdf'],
  ['ar', 'صورة', 'ملف: prices.pdf'],
  ['am', 'ፎቶ', 'ፋይል፦ prices.pdf'],
  ['hi', 'फ़ोटो', 'फ़ाइल: prices.pdf'],
])('the list says in %s what was sent without words', async (locale, picture, document) => {
  await speak(locale);
  const preview = (kind: string, text: string) =>
    lastWords(conversation('a', { preview: { text, kind, author: 'visitor' } }));
  expect(preview('photo', 'roses.png')).toBe(picture);
  expect(preview('file', 'prices.pdf').replace(/[\u2068\u2069]/g, '')).toBe(document);
  const said = (file: FileInfo, text = '') => wordsOf(entry(1, { body: { kind: 'message', text, files: [file] } }));
  expect([said(photo), said(photo, 'Look')]).toEqual([picture, 'Look']);
});
