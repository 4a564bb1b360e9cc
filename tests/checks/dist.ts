import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** What scripts/build.js notes about a part for browsers; paths are below dist. */
export interface BuiltPart {
  entry: string;
  /** chunk -> chunks it imports statically, which load with it */
  imports: Record<string, string[]>;
  /** chunk -> the source files in it */
  modules: Record<string, string[]>;
  files: string[];
}

export interface BuiltWidget extends BuiltPart {
  launcher: string;
  forms: string;
  /** What stands in place of a form once the server has kept it. */
  kept: string;
  /** What stands in for a WebSocket. */
  http: string;
  /** What keeps commands that `localStorage` will not take. */
  spare: string;
  locales: Record<string, string>;
}

export interface BuiltInbox extends BuiltPart {
  page: string;
  worker: string;
  /** chunk -> chunks it may load later */
  lazy: Record<string, string[]>;
  /** chunk -> its style sheets, which load with it */
  styles: Record<string, string[]>;
  /** chunk of words -> their locale */
  words: Record<string, string>;
}

/** @throws Error when the part was not built */
export function builtPart(name: 'widget'): BuiltWidget;
export function builtPart(name: 'inbox'): BuiltInbox;
export function builtPart(name: 'widget' | 'inbox'): BuiltWidget | BuiltInbox;
export function builtPart(name: string): BuiltPart {
  return JSON.parse(inDist(`${name}.json`).toString());
}

export function inDist(path: string): Buffer {
  try {
    return readFileSync(join(ROOT, 'dist', path));
  } catch (error) {
    throw new Error(`dist/${path} is missing: run npm run build`, { cause: error });
  }
}

/** The chunks that load together with these: themselves and all they import. */
export function closure(part: BuiltPart, chunks: string[]): Set<string> {
  const all = new Set<string>();
  const visit = (chunk: string) => {
    if (all.has(chunk)) return;
    all.add(chunk);
    for (const next of part.imports[chunk] ?? []) visit(next);
  };
  chunks.forEach(visit);
  return all;
}

/** Our scripts of one part, for reading: not the demo page's, which stand for a site's own. */
export function scripts(part: BuiltPart): Map<string, string> {
  const paths = part.files.filter(path => /^public\/(assets\/.*|deskbell|inbox\/worker)\.js$/.test(path));
  return new Map(paths.map(path => [path, inDist(path).toString()]));
}
