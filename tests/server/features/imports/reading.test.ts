import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { encodingOf } from '../../../../server/features/imports/encodings.ts';
import { inflatedSize } from '../../../../server/features/imports/inflated.ts';
import { createFileReader } from '../../../../server/features/imports/reader.ts';
import { separatorOf } from '../../../../server/features/imports/separators.ts';

/** A text in an encoding that only a decoder knows, found by trying each byte. */
function encoded(text: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
  return Buffer.from([...text].map(letter => bytes.get(letter) ?? 63));
}
const wide = (text: string, isBig = false) => {
  const little = Buffer.from(text, 'utf16le');
  return isBig ? little.swap16() : little;
};

const RUSSIAN = 'Имя;Телефон\r\nМария Иванова;+7 916 123-45-67\r\nОЛЕГ ПЕТРОВ;8 495 111 22 33\r\n';
const ARABIC = 'الاسم;الهاتف\r\nمحمد علي;+20 100 123 4567\r\nفاطمة الزهراء;01001234567\r\n';
const FRENCH = 'Nom;Téléphone\r\nJosé Müller;+33 1 23 45 67 89\r\nHélène Garçon;0123456789\r\n';

describe('encodings', () => {
  test.each([
    ['Russian of an old Excel', encoded(RUSSIAN, 'windows-1251'), 'windows-1251'],
    ['a short Russian word', encoded('Имя\nОля\n', 'windows-1251'), 'windows-1251'],
    ['Russian capitals', encoded('ИВАНОВ ИВАН;ООО РОМАШКА\n', 'windows-1251'), 'windows-1251'],
    ['Arabic of an old Excel', encoded(ARABIC, 'windows-1256'), 'windows-1256'],
    ['a short Arabic word', encoded('علي\nسارة\n', 'windows-1256'), 'windows-1256'],
    ['French', encoded(FRENCH, 'windows-1252'), 'windows-1252'],
    ['UTF-8', Buffer.from(RUSSIAN), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${ARABIC}`), 'utf-8'],
    ['ASCII', Buffer.from('name,phone\nAnn,99112233\n'), 'utf-8'],
    ['UTF-16 with its mark', wide(`\ufeff${RUSSIAN}`), 'utf-16le'],
    ['UTF-16 the other way', wide(`\ufeff${RUSSIAN}`, true), 'utf-16be'],
    ['UTF-16 without a mark', wide(RUSSIAN), 'utf-16le'],
    ['Arabic in UTF-16 the other way without a mark', wide(ARABIC, true), 'utf-16be'],
  ])('IM1 %s is known', (_, bytes, encoding) => {
    expect(encodingOf(bytes)).toBe(encoding);
  });

  test('IM1 a letter that is cut off at the end of what is looked at is no mistake', () => {
    const bytes = Buffer.from('ө'.repeat(40_000));
    expect(encodingOf(bytes)).toBe('utf-8');
    expect(encodingOf(Buffer.concat([Buffer.from('a'), bytes]))).toBe('utf-8');
  });
});

test.each([
  ['name,phone,note\nAnn,1,"a; b; c"\nBob,2,x\n', ','],
  ['name;sum\nAnn;1,5\nBob;2,25\nCid;3,75\n', ';'],
  ['name\tnote\nAnn\ta, b\nBob\tc; d\n', '\t'],
  ['name|phone\nAnn|1\n', '|'],
  ['sep=;\r\nname;a,b,c\r\n', ';'],
  ['name\nAnn\n', ','],
  ['"a;b","c;d"\n"e;\nf;g","h"\n', ','],
])('IM1 %j is parted by %j', (text, separator) => {
  expect(separatorOf(text)).toBe(separator);
});

/** A ZIP file of one entry. @param told the size that it says it has */
function zipOf(content: Buffer, told = content.length): Buffer {
  const [name, packed] = [Buffer.from('xl/worksheets/sheet1.xml'), deflateRawSync(content, { level: 1 })];
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(told, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

describe('files', () => {
  const reader = createFileReader();
  afterAll(() => reader.close());
  async function read(bytes: Buffer, by = reader) {
    const rows: unknown[] = [];
    const reading = await by.read(bytes, async text => {
      rows.push(
        ...text
          .split('\n')
          .filter(Boolean)
          .map(each => JSON.parse(each)),
      );
    });
    return { ...reading, rows };
  }

  test('IM1 a text is read in its own encoding, with its own separator', async () => {
    const csv = { kind: 'csv', separator: ';' };
    const { rows, ...russian } = await read(encoded(RUSSIAN, 'windows-1251'));
    expect(russian).toEqual({ format: { ...csv, encoding: 'windows-1251' } });
    expect(rows).toEqual([
      ['Имя', 'Телефон'],
      ['Мария Иванова', '+7 916 123-45-67'],
      ['ОЛЕГ ПЕТРОВ', '8 495 111 22 33'],
    ]);
    expect((await read(wide(`\ufeff${ARABIC}`, true))).rows[1]).toEqual(['محمد علي', '+20 100 123 4567']);
    const quoted = 'sep=,\r\nname,note\r\n"Ann ""the"" Lee","two\nlines, one comma"\r\n,\r\nBob\r\n';
    expect((await read(Buffer.from(quoted))).rows).toEqual([
      ['name', 'note'],
      ['Ann "the" Lee', 'two\nlines, one comma'],
      ['Bob'],
    ]);
  });

  test('IM1 a spreadsheet is read, its numbers and days as people see them', async () => {
    const sheet = [
      ['Name', 'Phone', 'Born', 'Sum'].map(value => ({ value })),
      [
        { value: 'Болд' },
        { value: 97699112233 },
        { value: new Date('1990-05-31T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
        { value: 1.5 },
      ],
    ];
    const bytes = await writeXlsx(sheet as never).toBuffer();
    const { format, rows } = (await read(bytes)) as unknown as { format: unknown; rows: unknown[] };
    expect(format).toEqual({ kind: 'xlsx' });
    expect(rows[1]).toEqual(['Болд', '97699112233', '1990-05-31', '1.5']);
  });

  test('IM1 what unpacks to more than it may, or lies about it, is not unpacked', async () => {
    const large = zipOf(Buffer.alloc(201 * 1024 * 1024), 1000);
    expect(large.length).toBeLessThan(2 * 1024 * 1024);
    expect(inflatedSize(large, 1024)).toBe(null);
    expect(inflatedSize(zipOf(Buffer.from('small')), 1024)).toBe(5);
    expect(inflatedSize(large.subarray(0, 1000), 1024)).toBe(null);
    expect(await read(large)).toEqual({ problem: 'TOO_LARGE', rows: [] });
  });

  test('IM1 what is no table, or has nothing in it, says so', async () => {
    expect(await read(Buffer.from('\n\n'))).toEqual({ problem: 'EMPTY', rows: [] });
    expect(await read(zipOf(Buffer.from('no sheet')))).toEqual({ problem: 'UNREADABLE', rows: [] });
    expect(await read(Buffer.from(`\u0000\u0001\u0002${'x'.repeat(500)}\u0000`))).toMatchObject({
      problem: 'UNREADABLE',
    });
    expect(await read(Buffer.from('x'))).toMatchObject({ rows: [['x']] });
  });
});
