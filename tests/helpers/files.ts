import { deflateRawSync } from 'node:zlib';
import { PIECE_BYTES } from '../../protocol/file-kinds.ts';
import type { FileSettings, UploadBegun } from '../../protocol/files.ts';
import type { Desk } from './app.ts';
import { type Ask, ask } from './http.ts';

/** A site that takes everything that can be taken. */
export const TAKES_FILES: FileSettings = {
  maxCount: 3,
  maxBytes: 1024 * 1024,
  kinds: ['image', 'pdf', 'office', 'audio', 'text'],
  totalBytes: 64 * 1024 * 1024,
};

/** One red pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC',
  'base64',
);
export const PDF = Buffer.from('%PDF-1.4\n%\u00e2\u00e3\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n', 'latin1');

/** A zip of files, by APPNOTE.TXT of PKWARE, as office documents are. */
export function zip(files: Record<string, string>): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text);
    const isStored = name === 'mimetype';
    const packed = isStored ? bytes : deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isStored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, tail, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

function crc32(bytes: Buffer): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}

/** Document of Word or one of its kin. @param what `word`, `xl` or `ppt`; `main` is its media type's middle part */
export function office(what: string, main: string, more: Record<string, string> = {}): Buffer {
  const type = `application/vnd.openxmlformats-officedocument.${main}.main+xml`;
  return zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${what}/document.xml" ContentType="${type}"/></Types>`,
    [`${what}/document.xml`]: '<w/>',
    ...more,
  });
}

/** Uploads over HTTP, piece after piece. `at` is where: `sites/KEY/files` for visitors, `files` for agents. */
export function uploader(desk: Desk, at: string, options: Ask = {}) {
  let made = 0;
  const begin = (file: object) => ask(desk, `POST /v1/${at}`, { ...options, body: file });
  const piece = (id: string, offset: number, bytes: Buffer, more: Ask = {}) =>
    ask(desk, `PATCH /v1/${at}/${id}`, {
      ...options,
      ...more,
      headers: {
        'content-type': 'application/octet-stream',
        'upload-offset': String(offset),
        ...options.headers,
        ...more.headers,
      },
      body: bytes,
    });

  /** All of a file. @returns the answer to the last piece */
  async function whole(name: string, bytes: Buffer, more: object = {}) {
    made += 1;
    const begun = await begin({ clientId: `upload-${made}-${name}`.slice(0, 64), name, size: bytes.length, ...more });
    if (begun.statusCode >= 300) return begun;
    const { id } = begun.json() as UploadBegun;
    let last = begun;
    for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
      last = await piece(id, offset, bytes.subarray(offset, offset + PIECE_BYTES));
    }
    return last;
  }
  return { begin, piece, whole };
}
