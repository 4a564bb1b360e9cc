import type { FastifyBaseLogger } from 'fastify';
import type { ErrorCode } from '../protocol/wire/errors.ts';

/**
 * What was refused and may be an attempt at something, told in the log once a minute by code and number: a flood is one
 * line, and nobody has to read at `debug`, where each is told, to see that there is one (SPEC AU5).
 */
export interface RefusalsTold {
  count(code: ErrorCode): void;
  /** Tells what a minute has brought; called by the beat. */
  tick(at: number): void;
}

const MINUTE_MS = 60_000;
/** Not what people get wrong: an empty field, a slot that somebody took. */
const TELLING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BAD_FRAME',
  'BAD_REQUEST',
  'FRAME_TOO_LARGE',
  'RATE_LIMITED',
  'FORBIDDEN',
  'ORIGIN_REFUSED',
  'TOKEN_INVALID',
  'SIGN_IN_FAILED',
  'CODE_WRONG',
  'INVITE_INVALID',
  'IDENTITY_INVALID',
  'IDENTITY_USED',
]);

export function createRefusalsTold(log: Pick<FastifyBaseLogger, 'warn'>): RefusalsTold {
  const counts = new Map<ErrorCode, number>();
  let since: number | null = null;

  return {
    count(code) {
      if (TELLING.has(code)) counts.set(code, (counts.get(code) ?? 0) + 1);
    },
    tick(at) {
      since ??= at;
      if (at - since < MINUTE_MS) return;
      since = at;
      if (counts.size === 0) return;
      const list = [...counts].sort(([, one], [, two]) => two - one).map(([code, count]) => `${code} ${count}`);
      counts.clear();
      log.warn(`refused within a minute: ${list.join(', ')}`);
    },
  };
}
