import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createInspector } from '../../../../server/features/files/inspect.ts';
import { PNG } from '../../../helpers/files.ts';
import { newFolder } from '../../../helpers/new-folder.ts';

/** An inspector whose program is another one. */
function inspectorOf(source: string) {
  const folder = newFolder();
  const program = join(folder, 'look.mjs');
  writeFileSync(program, source);
  const inspector = createInspector({ program });
  const inspect = (bytes = PNG) => inspector.inspect(async () => bytesOf(bytes), 'a.png');
  return { folder, inspect };
}

async function* bytesOf(bytes: Buffer) {
  yield bytes;
}

const FOUND = JSON.stringify({ ending: 'png', type: 'image/png', kind: 'image' });
const SAY = `process.stdout.write(${JSON.stringify(`${FOUND}\n`)});`;

test('FI5 a program that breaks in the middle costs the preview and nothing else', async () => {
  const { inspect } = inspectorOf(
    `${SAY} process.stdout.write('{"width":1,"hei', () => process.kill(process.pid, 'SIGSEGV'));`,
  );
  expect(await inspect()).toMatchObject({ found: { ending: 'png' }, preview: null, width: null, size: PNG.length });
});

test('FI5 one that never reads is not waited for', async () => {
  const { inspect } = inspectorOf('process.exit(0)');
  expect(await inspect(Buffer.alloc(5_000_000))).toMatchObject({ found: null, size: 5_000_000 });
});

test('FI5 one that is somebody else’s by now can neither write, nor start anything, nor know our secrets', async () => {
  const { folder, inspect } = inspectorOf(`
    import { writeFileSync } from 'node:fs';
    import { spawnSync } from 'node:child_process';
    const tries = [
      () => writeFileSync(new URL('stolen.txt', import.meta.url), 'x'),
      () => { if (spawnSync('true').error) throw new Error('refused'); },
      () => { if (Object.keys(process.env).length === 0) throw new Error('nothing there'); },
    ];
    const held = tries.filter(each => { try { each(); return false; } catch { return true; } }).length;
    process.stdout.write(JSON.stringify({ ending: String(held), type: 'x', kind: 'image' }) + '\\n');`);
  expect(await inspect()).toMatchObject({ found: { ending: '3' } });
  expect(readdirSync(folder)).toEqual(['look.mjs']);
});

test.each([
  ['no picture', `${SAY} process.stdout.write('{"width":1,"height":1}\\n<svg onload=alert(1)>');`],
  [
    'one of another length',
    `${SAY} process.stdout.write('{"width":1,"height":1}\\nRIFF\\u0001\\u0000\\u0000\\u0000WEBPVP8 ');`,
  ],
])('FI5 what it calls a preview is none: %s', async (_what, source) => {
  expect(await inspectorOf(source).inspect()).toMatchObject({ found: { ending: 'png' }, preview: null });
});

test('FI5 what it says without an end is cut off', async () => {
  const { inspect } = inspectorOf(`${SAY} const more = () => process.stdout.write('x'.repeat(65536), more); more();`);
  expect(await inspect()).toMatchObject({ found: { ending: 'png' }, preview: null });
});
