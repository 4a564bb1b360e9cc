/**
 * For files that share a process: whoever leaves it other than it was fails, and not the one after. Clocks, spies and stubs end
 * here where their test forgot them. A mocked module would stay mocked, so a check refuses it.
 */
import { afterAll, expect, vi } from 'vitest';

/** Where sharp lies, which it says to its own library. */
const OF_PACKAGES = ['process.env.VIPSHOME'];

const found = state();

afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  const left = state();
  const names = Object.keys({ ...found, ...left }).filter(name => name in found || name.startsWith('process.'));
  const changed = names.filter(name => !Object.is(found[name], left[name]) && !OF_PACKAGES.includes(name));
  expect(changed, 'left other than they were in a process that other files share').toEqual([]);
});

/** All that a file could change for the next, by its name. Packages add globals of their own when they are first loaded, which is no change. */
function state(): Record<string, unknown> {
  const globals = Object.entries(Object.getOwnPropertyDescriptors(globalThis)).filter(([, each]) => 'value' in each);
  return {
    ...Object.fromEntries(globals.map(([name, { value }]) => [name, value])),
    ...Object.fromEntries(Object.entries(process.env).map(([name, value]) => [`process.env.${name}`, value])),
    'process.cwd()': process.cwd(),
  };
}
