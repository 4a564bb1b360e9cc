import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licences of the packages that a part for browsers was built of. Their notices ask to come along with each copy, and
 * what is served has no comments, so they lie beside it.
 * @param modules chunk -> the source files in it
 * @returns the text of dist/public/licenses-PART.txt
 */
export async function notices(modules, root) {
  const names = Object.values(modules)
    .flat()
    .map(id => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1])
    .filter(name => name !== undefined);
  const all = [...new Set(names)].sort();
  return (await Promise.all(all.map(name => noticeOf(name, join(root, 'node_modules', name))))).join('\n---\n\n');
}

/** @throws Error when the package brings no licence along */
async function noticeOf(name, folder) {
  const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find(each => /^licen[cs]e(\.\w+)?$/i.test(each));
  if (!file) throw new Error(`${name} has no file with its licence`);
  return `Name: ${name}\nVersion: ${version}\nLicense: ${license}\n\n${await readFile(join(folder, file), 'utf8')}`;
}
