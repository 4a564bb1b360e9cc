import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where big things found or unpacked once are kept between runs: outside the checkout, so that a fresh clone has them too. */
export async function cacheFolder(): Promise<string> {
  const wanted = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'deskbell');
  try {
    await mkdir(wanted, { recursive: true });
    await access(wanted, 2 /* W_OK */);
    return wanted;
  } catch {
    // A read-only home, as in some containers: the cache then lasts as long as the machine's temporary files.
    const fallback = join(tmpdir(), 'deskbell-cache');
    await mkdir(fallback, { recursive: true });
    return fallback;
  }
}

/**
 * Fills one folder of the cache, once. Several runs may ask at the same time: each fills a folder of its own and the
 * first to finish wins by renaming it, so nobody ever sees a half-filled one.
 * @param name change it when the content must change: a version belongs in it
 * @returns the folder's absolute path
 */
export async function cachedFolder(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const root = await cacheFolder();
  const final = join(root, name);
  if (await exists(final)) return final;
  const own = await mkdtemp(join(root, `.${name}-`));
  try {
    await fill(own);
    await rename(own, final);
  } catch (error) {
    await rm(own, { recursive: true, force: true });
    // Losing the race is fine; anything else is not.
    if (!(await exists(final))) throw error;
  }
  return final;
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
