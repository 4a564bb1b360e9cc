/** `vi.waitFor` and `vi.waitUntil` give up after one second, which would be a limit on how busy the machine may be. */
import { afterAll, vi } from 'vitest';

const PATIENCE_MS = 20_000;

const { waitFor, waitUntil } = vi;
const patient = (options: Parameters<typeof waitFor>[1] = {}) =>
  typeof options === 'number' ? options : { timeout: PATIENCE_MS, ...options };

vi.waitFor = (callback, options) => waitFor(callback, patient(options));
vi.waitUntil = (callback, options) => waitUntil(callback, patient(options));
// Files that share a process would wrap them again and again.
afterAll(() => void Object.assign(vi, { waitFor, waitUntil }));
