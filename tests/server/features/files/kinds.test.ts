import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { FILE_ENDINGS, FILE_KINDS } from '../../../../protocol/file-kinds.ts';
import { createInspector } from '../../../../server/features/files/inspect.ts';
import { foundIn } from '../../../../server/features/files/kinds.ts';
import { cleanName, shownName } from '../../../../server/features/files/names.ts';
import { office, PDF, PNG, zip } from '../../../helpers/files.ts';

const ODF = 'application/vnd.oasis.opendocument.';
/** A compound file with the names of its streams, as far as anybody looks. */
const compound = (...streams: string[]) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...streams.map(each => Buffer.from(`${each}\u0000`, 'utf16le')),
  ]);
const webm = (codec: string) =>
  Buffer.concat([
    Buffer.from('1a45dfa3a34286810142f7810142f2810442f381084282847765626d42878104428581', 'hex'),
    Buffer.from([2]),
    Buffer.from(codec),
  ]);
const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } });

const taken: [name: string, shown: string | null, bytes: () => Buffer | Promise<Buffer>][] = [
  ['a.png', 'a.png', () => PNG],
  ['a.JPEG', 'a.jpeg', () => picture().jpeg().toBuffer()],
  ['a.gif', 'a.gif', () => picture().gif().toBuffer()],
  ['a.webp', 'a.webp', () => picture().webp().toBuffer()],
  ['a.avif', 'a.avif', () => picture().avif().toBuffer()],
  ['saved.jpg', 'saved.png', () => PNG],
  ['Screenshot 12.30', 'Screenshot 12.30.png', () => PNG],
  ['image', 'image.png', () => PNG],
  ['list.pdf', 'list.pdf', () => PDF],
  ['a.docx', 'a.docx', () => office('word', 'wordprocessingml.document')],
  ['a.xlsx', 'a.xlsx', () => office('xl', 'spreadsheetml.sheet')],
  ['a.pptx', 'a.pptx', () => office('ppt', 'presentationml.presentation')],
  ['a.odt', 'a.odt', () => zip({ mimetype: `${ODF}text`, 'content.xml': '<x/>' })],
  ['a.ods', 'a.ods', () => zip({ mimetype: `${ODF}spreadsheet`, 'content.xml': '<x/>' })],
  ['a.doc', 'a.doc', () => compound('Root Entry', 'WordDocument')],
  ['a.xls', 'a.xls', () => compound('Root Entry', 'Workbook')],
  [
    'a.mp3',
    'a.mp3',
    () =>
      Buffer.concat([
        Buffer.from('ID3\u0003\u0000\u0000\u0000\u0000\u0000\u0000'),
        Buffer.from('fffb9000', 'hex'),
        Buffer.alloc(413),
      ]),
  ],
  ['a.wav', 'a.wav', () => Buffer.from('RIFF\u0024\u0000\u0000\u0000WAVEfmt ')],
  ['voice.webm', 'voice.webm', () => webm('A_OPUS')],
  ['notes.txt', 'notes.txt', () => Buffer.from('Сайн байна уу\n')],
  ['prices.csv', 'prices.csv', () => Buffer.from('rose;12\r\n')],
  ['old.txt', 'old.txt', () => Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x0a])],
  ['wide.csv', 'wide.csv', () => Buffer.from('\ufeffrose\t12', 'utf16le')],
];

describe('FI1 what is taken', () => {
  test.each(taken)('%s becomes %s', async (name, shown, bytes) => {
    const found = await foundIn(await bytes(), name);
    expect(found).not.toBe(null);
    expect(shownName(name, found!)).toBe(shown);
    expect(FILE_KINDS.some(kind => FILE_ENDINGS[kind].includes(found!.ending))).toBe(true);
  });
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
const refused: [what: string, name: string, bytes: () => Buffer][] = [
  ['SVG', 'a.svg', () => Buffer.from(svg)],
  ['SVG under another name', 'a.png', () => Buffer.from(svg)],
  ['SVG as text', 'a.txt', () => Buffer.from(svg)],
  ['HTML', 'a.html', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['HTML as text', 'a.txt', () => Buffer.from('\ufeff\n<html>')],
  ['a script', 'a.txt', () => Buffer.from('#!/bin/sh\n')],
  ['a program', 'a.png', () => Buffer.from('MZ\u0090\u0000\u0003')],
  ['a program of Linux', 'a', () => Buffer.from('\u007fELF\u0002\u0001\u0001')],
  ['any zip', 'a.docx', () => zip({ 'a.txt': 'hello' })],
  [
    'a document with macros',
    'a.docm',
    () =>
      office('word', 'wordprocessingml.document', {
        'word/vbaProject.bin': 'x',
      }),
  ],
  [
    'macros under a quiet name',
    'a.docx',
    () => office('word', 'wordprocessingml.document', { 'word/vbaProject.bin': 'x' }),
  ],
  ['old macros', 'a.doc', () => compound('WordDocument', '_VBA_PROJECT')],
  ['an installer', 'a.msi', () => compound('Root Entry', 'Property')],
  ['a film', 'a.webm', () => webm('V_VP8')],
  ['a picture called a document', 'a.pdf', () => PNG],
  ['a picture called a program', 'a.exe', () => PNG],
  ['a picture called a page', 'a.html', () => PNG],
  ['text with zeros', 'a.txt', () => Buffer.from('a\u0000b')],
  ['text of no ending', 'notes', () => Buffer.from('hello')],
  ['nothing that anybody knows', 'a.xyz', () => Buffer.from([1, 2, 3, 4, 5])],
];

describe('FI1 what is refused', () => {
  test.each(refused)('%s: %s', async (_what, name, bytes) => {
    const found = await foundIn(bytes(), name);
    expect(found && shownName(name, found)).toBe(null);
  });
});

test.each([
  ['../../etc/passwd.png', '_.._etc_passwd.png'],
  ['C:\\photos\\a.png', 'C__photos_a.png'],
  ['in\u202egpj.png', 'ingpj.png'],
  ['a\u0000\n\tb.png', 'ab.png'],
  ['.hidden.png.', 'hidden.png'],
  ['\u200b\u202e', 'file'],
  ['сарнай 🌹.png', 'сарнай 🌹.png'],
  [`${'🌹'.repeat(150)}.png`, `${'🌹'.repeat(98)}.png`],
  ['e\u0301.png', 'é.png'],
])('FI9 the name %j is shown as %j', (given, shown) => {
  expect(cleanName(given)).toBe(shown);
});

describe('the inspector', () => {
  const inspect = (bytes: Buffer, name: string) =>
    createInspector().inspect(
      async () =>
        (async function* () {
          yield bytes;
        })(),
      name,
    );

  test('FI5 draws a preview that says nothing of where, by whom and with what it was taken', async () => {
    const original = await picture()
      .withExif({ IFD0: { Copyright: 'Ann of Darkhan' }, IFD3: { GPSLatitude: '49/1 29/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(original.includes('Exif')).toBe(true);
    const { found, preview, width, height } = await inspect(original, 'roses.jpg');
    expect(found).toMatchObject({ ending: 'jpg', kind: 'image' });
    expect([width, height], 'as it is shown').toEqual([30, 40]);
    const drawn = await sharp(preview!).metadata();
    expect([drawn.format, drawn.width, drawn.height]).toEqual(['webp', 30, 40]);
    expect([drawn.exif, drawn.xmp, drawn.iptc, drawn.icc]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('FI5 draws none of a picture that claims thousands of millions of pixels, or is broken', async () => {
    const bomb = Buffer.from(PNG);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    expect(await inspect(bomb, 'bomb.png')).toMatchObject({ found: { ending: 'png' }, preview: null, width: null });
    const half = (await picture().jpeg().toBuffer()).subarray(0, 120);
    expect(await inspect(half, 'half.jpg')).toMatchObject({ found: { ending: 'jpg' }, preview: null });
  });
});
