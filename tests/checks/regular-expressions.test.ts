import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'recheck';
import { parseSync, Visitor } from 'vite';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from './dist.ts';
import { sources } from './sources.ts';

/**
 * By itself `recheck` starts a program of 30 MB, or Java, to be faster; this is the same checker as JavaScript, in this
 * process: nothing has to be installed for the platform.
 */
process.env.RECHECK_BACKEND = 'pure';

/**
 * Judged by how many signs are read, never by a clock, which says more of the machine than of the expression. Three rounds
 * of mutations find what ten do in ours, in half the time.
 */
const COUNTED = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  recallTimeout: -1,
  maxIteration: 3,
} as const;
/** Some 20 s on a machine that does nothing else. */
const ALL_MS = 900_000;

/** Made at run time, of texts that nobody types. */
const MADE_BY = {
  'protocol/wire/http-socket.ts': 'names of events',
  'inbox/shell/phone-formats.ts': 'patterns of libphonenumber',
  'server/features/mail-in/new-words.ts':
    'what mail programs write above what they quote, looked for in 2,000 characters at most',
  'server/features/spam/vocabulary.ts': 'words of advertisers, looked for in the same',
  'server/features/spam/ideas.ts': 'phrases of advertisers and customers, looked for in 4,000 characters at most',
};

interface Found {
  file: string;
  source: string;
  flags: string;
}

const found: Found[] = [];
const made = new Set<string>();

beforeAll(() => {
  for (const file of sources('server', 'protocol', 'widget', 'inbox').keys()) {
    const { program, errors } = parseSync(file, readFileSync(join(ROOT, file), 'utf8'));
    expect(errors, file).toEqual([]);
    const see = (callee: { type: string }) => {
      if ('name' in callee && callee.name === 'RegExp') made.add(file);
    };
    new Visitor({
      Literal(node) {
        if ('regex' in node) found.push({ file, source: node.regex.pattern, flags: node.regex.flags });
      },
      NewExpression: ({ callee }) => see(callee),
      CallExpression: ({ callee }) => see(callee),
    }).visit(program);
  }
}, ALL_MS);

describe('regular expressions', () => {
  test('RE1 none takes a time that grows faster than the text does', { timeout: ALL_MS }, async () => {
    expect(found.length).toBeGreaterThan(100);
    const slow: string[] = [];
    // Some stand in several places.
    for (const [expression, places] of Map.groupBy(found, ({ source, flags }) => `/${source}/${flags}`)) {
      const [{ source, flags }] = places as [Found];
      const result = await check(source, flags, COUNTED);
      if (result.status === 'safe') continue;
      const why =
        result.status === 'vulnerable' ? `${result.complexity.summary}: ${result.attack.pattern}` : 'not told';
      slow.push(`${places.map(({ file }) => file).join(', ')}: ${expression} (${why})`);
    }
    expect(slow).toEqual([]);
  });

  test('RE2 none is made at run time of what people type', () => {
    expect([...made].sort()).toEqual(Object.keys(MADE_BY).sort());
  });
});
