import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';

/**
 * Compares what people read with a file beside this one, to the letter. `UPDATE_GOLDEN=1` writes the file instead: whoever does reads
 * what has become another before it is kept.
 * @param name without the ending
 */
export async function expectGolden(name: string, text: string): Promise<void> {
  const path = pathOf(name);
  if (process.env.UPDATE_GOLDEN) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return;
  }
  const kept = await read(name);
  expect(text, `${name}.txt is what people read; UPDATE_GOLDEN=1 writes it anew`).toBe(kept);
}

/** The same of what goes no further than some of the file, which another test writes. */
export async function expectGoldenBegins(name: string, text: string): Promise<void> {
  const kept = await read(name);
  expect(text, `${name}.txt begins otherwise`).toBe(kept.slice(0, text.length));
}

const pathOf = (name: string) => join(import.meta.dirname, 'files', `${name}.txt`);
const read = (name: string) => readFile(pathOf(name), 'utf8').catch(() => '');
