import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './dist.ts';

export interface Import {
  /** `server/app.ts` when it is ours, else the package: `mongodb`, `node:sqlite`. */
  to: string;
  /** False for `import type` and `export type … from`, which are gone at run time. */
  isValue: boolean;
  line: number;
}

/** Every TypeScript file below the folders, by its path in the repository, with what it imports. */
export function sources(...folders: string[]): Map<string, Import[]> {
  const found = new Map<string, Import[]>();
  for (const folder of folders) {
    const paths = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    const files = paths.filter(path => /\.tsx?$/.test(path)).map(path => join(folder, path));
    if (files.length === 0) throw new Error(`${folder}/ has no sources`);
    for (const file of files) found.set(file, importsOf(file));
  }
  return found;
}

const FROM = /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[\w$*{][^'"`;]*?\sfrom\s*)?(['"])([^'"\n]+)\3/g;
const DYNAMIC = /\bimport\(\s*(?:\/\*.*?\*\/\s*)?(['"])([^'"\n]+)\1/g;

function importsOf(file: string): Import[] {
  // Comments go first, keeping their line ends: an example in a docstring imports nothing.
  const text = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, comment =>
    comment.replace(/[^\n]/g, ' '),
  );
  const line = (at: number) => text.slice(0, at + 1).split('\n').length;
  const to = (specifier: string) =>
    specifier.startsWith('.')
      ? relative(ROOT, join(ROOT, dirname(file), specifier.replace(/\?.*$/, '')))
      : specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1');
  return [
    ...[...text.matchAll(FROM)].map(match => ({ to: to(match[4]!), isValue: !match[2], line: line(match.index) })),
    // A type position, `typeof import('…')` or `import('…').Name`, is rare and counted as a value: it errs on the safe side.
    ...[...text.matchAll(DYNAMIC)].map(match => ({ to: to(match[2]!), isValue: true, line: line(match.index) })),
  ];
}

/**
 * The ways from one file to the first that satisfies `isGoal`, along imports that exist at run time.
 * @returns the chain of files, or null
 */
export function path(all: Map<string, Import[]>, from: string, isGoal: (file: string) => boolean): string[] | null {
  const seen = new Set([from]);
  const queue = [[from]];
  for (let chain = queue.shift(); chain; chain = queue.shift()) {
    for (const { to, isValue } of all.get(chain.at(-1)!) ?? []) {
      if (!isValue || seen.has(to)) continue;
      if (isGoal(to)) return [...chain, to];
      seen.add(to);
      queue.push([...chain, to]);
    }
  }
  return null;
}

/** A circle for each knot of files that import each other, types counted: who reads one of them has to read them all. */
export function circles(all: Map<string, Import[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  /** Depth first; what is on the way twice is a circle. */
  function walk(file: string, way: string[]): void {
    const at = way.indexOf(file);
    if (at >= 0) found.push([...way.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const { to } of all.get(file) ?? []) if (all.has(to)) walk(to, [...way, file]);
    done.add(file);
  }
  for (const file of all.keys()) walk(file, []);
  return found;
}
