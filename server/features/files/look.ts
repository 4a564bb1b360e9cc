/**
 * A program of its own, one run for each file: what are these bytes, and what do they look like? Decoders of pictures are
 * written in C, and a picture may be made to break them: then this process ends and the server does not notice more than
 * that. It gets the bytes and a name, and has no secrets, no database, and no right to write.
 *
 * In: the bytes, by the standard input; the name as its argument. Out: a line of JSON with what was found, then one with
 * the size of the picture, then the preview. Who is cut off after the first line has told what matters.
 */
import { foundIn } from './kinds.ts';
import { drawPreview } from './preview.ts';

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const bytes = Buffer.concat(chunks);

const found = await foundIn(bytes, process.argv[2] ?? '');
await say(`${JSON.stringify(found)}\n`);
if (found?.kind === 'image') {
  // Without a preview it is a file like any other.
  const drawn = await drawPreview(bytes).catch(() => null);
  if (drawn) {
    const { preview, ...size } = drawn;
    await say(`${JSON.stringify(size)}\n`);
    await say(preview);
  }
}

function say(what: string | Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(what, error => (error ? reject(error) : resolve()));
  });
}
