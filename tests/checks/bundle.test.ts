import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtPart, closure, inDist, scripts } from './dist.ts';

/**
 * What turns text into markup or code. User text never may; and a site under `require-trusted-types-for 'script'` can
 * only have us when there is none. Preact's own use of innerHTML is cut out by vite.config.ts.
 */
const SINKS = [
  /\b(?:inner|outer|insertAdjacent)HTML\b/i,
  /\bsrcdoc\b/i,
  /\bdocument\s*\.\s*writeln?\b/,
  /\bcreateContextualFragment\b/,
  /\bDOMParser\b/,
  /\bsetHTMLUnsafe\b/,
  /\beval\s*\(/,
  /\bFunction\s*\(/,
  // A string for setTimeout is code too.
  /\bset(?:Timeout|Interval)\s*\(\s*["'`]/,
];
/** A text inside Preact's core, once in each copy of it; source paths alone would miss a copy that came pre-bundled. */
const PREACT_MARK = 'acit|ex(';
/** Texts of zod's core, which no minifier may touch. */
const ZOD_MARKS = /ZodError|~standard|_zod\b/;

describe.each(['widget', 'inbox'] as const)('the %s as built', name => {
  const part = builtPart(name);
  const files = scripts(part);
  const all = [...files.values()].join('\n');
  const modules = Object.values(part.modules).flat();

  test('has scripts to look at', () => {
    expect(files.size).toBeGreaterThan(1);
    expect(modules.length).toBeGreaterThan(files.size);
  });

  test('has no chunks that need each other: the one that runs first would find the other empty', () => {
    const circles = Object.keys(part.imports).filter(chunk =>
      (part.imports[chunk] ?? []).some(next => closure(part, [next]).has(chunk)),
    );
    expect(circles).toEqual([]);
  });

  test('has Preact once: two would not know of each other, and break in the middle of a drawing', () => {
    expect(modules.filter(id => /\bpreact\/dist\/preact\./.test(id))).toHaveLength(1);
    expect(all.split(PREACT_MARK)).toHaveLength(2);
    expect(modules.filter(id => id.includes('preact/compat'))).toEqual([]);
  });

  test('has no zod', () => {
    expect(modules.filter(id => id.includes('node_modules/zod/'))).toEqual([]);
    expect(ZOD_MARKS.exec(all)).toBeNull();
  });

  test('has nothing that makes markup or code of text', () => {
    for (const [path, code] of files) {
      for (const sink of SINKS) {
        const at = code.search(sink);
        const place = at < 0 ? '' : `${path} has ${sink}: …${code.slice(Math.max(0, at - 60), at + 60)}…`;
        expect(place).toBe('');
      }
    }
  });

  test('carries no comments and no source maps', () => {
    for (const [path, code] of files) expect(code, path).not.toMatch(/sourceMappingURL|\/\*[!@#]/);
  });
});

describe('the launcher', () => {
  const code = inDist(builtPart('widget').launcher).toString();

  test('is one function around all of it, so that it makes no globals by accident', () => {
    expect(code).toMatch(/^(?:"use strict";)?[!(]/);
    expect(code.trimEnd()).toMatch(/\)\(\);?$/);
  });

  test('is a classic script: no import declaration, no import.meta', () => {
    expect(code).not.toMatch(/\bimport(?:\s+\w|\s*[{*"'])|\bimport\.meta\b|\bexport\s*[{*d]/);
  });
});

describe('the server as built', () => {
  test('loads the MongoDB driver only when it is wanted', () => {
    const seen = new Map<string, string>();
    const visit = (path: string) => {
      if (seen.has(path)) return;
      const code = inDist(path).toString();
      seen.set(path, code);
      for (const [, next] of code.matchAll(/^(?:import|export)\b[^'"\n]*["'](\.[^"'\n]+)["']/gm))
        visit(posix.join(posix.dirname(path), next!));
    };
    visit('server/main.js');
    expect([...seen].filter(([, code]) => /class MongoClient\b/.test(code)).map(([path]) => path)).toEqual([]);
  });
});
