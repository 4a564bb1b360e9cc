/**
 * A process that uploads a file until it is killed, and prints for each piece that was acknowledged how many bytes are
 * kept. Run as `node sqlite-uploader.ts FILE` with a file as its standard output.
 */
import { writeSync } from 'node:fs';
import { PIECE_BYTES } from '../../protocol/file-kinds.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { newFile } from './rules/new-file.ts';
import { NOON, newSite } from './scene.ts';

const store = await openSqlite(process.argv[2]!);
const site = newSite();
await store.sites.save(site);
const file = newFile(site.id, { id: 'endless', clientId: 'endless-upload', size: 1024 ** 3 });
await store.files.begin(file, 1024 ** 4);
for (let number = 0; ; number += 1) {
  const kept = await store.files.addPiece(
    file.id,
    number * PIECE_BYTES,
    Buffer.alloc(PIECE_BYTES, `piece ${number} `),
    NOON,
  );
  writeSync(1, `${kept!.received}\n`);
}
