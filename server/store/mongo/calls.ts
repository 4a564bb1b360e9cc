import { AppError } from '../../app-error.ts';
import { isUnavailable, translated } from './failures.ts';
import type { Writer } from './writers.ts';

/** The calls under way: whose errors are made ours, and who must be waited for. */
export interface Calls {
  /** The same verbs, counted while they run, and with `STORE_UNAVAILABLE` for what the driver says in many ways. */
  guarded<V extends object>(verbs: V): V;
  /** The same for each room. */
  guardedRooms<R extends { [room: string]: object }>(rooms: R): R;
  /** Every entry up to this `_id` is stored by now, or was refused. */
  settledTo(): number;
  /** Resolves when all calls are over that may write entries up to this `_id`. */
  settled(id: number): Promise<unknown>;
  /** Refuses what comes from now on, and waits for what is under way. */
  close(): Promise<void>;
}

/**
 * @param on.end called after each call
 * @param on.refusal called where the database was away, whose writes may have been kept all the same
 */
export function createCalls(
  where: string,
  writer: Writer,
  on: { end(): void; refusal(after: number, clientId: string | undefined): void },
): Calls {
  /** Oldest first. `after`: the last `_id` that was given before the call began. */
  const running = new Set<{ after: number; over: Promise<unknown> }>();
  let isClosed = false;

  function guard(verb: (...args: unknown[]) => Promise<unknown>) {
    return async (...args: unknown[]) => {
      if (isClosed) throw new AppError('STORE_UNAVAILABLE', `${where} is closed`);
      const over = verb(...args);
      const call = { after: writer.last, over };
      running.add(call);
      try {
        return await over;
      } catch (error) {
        if (isUnavailable(error)) on.refusal(call.after, (args[0] as { clientId?: string } | undefined)?.clientId);
        throw translated(error, where);
      } finally {
        running.delete(call);
        on.end();
      }
    };
  }

  function guarded<V extends object>(verbs: V): V {
    return Object.fromEntries(Object.entries(verbs).map(([name, verb]) => [name, guard(verb)])) as V;
  }

  return {
    guarded,
    guardedRooms<R extends { [room: string]: object }>(rooms: R) {
      return Object.fromEntries(Object.entries(rooms).map(([name, verbs]) => [name, guarded(verbs)])) as R;
    },
    settledTo() {
      const [oldest] = running;
      return oldest ? oldest.after : writer.last;
    },
    settled: id => Promise.allSettled([...running].filter(each => each.after < id).map(each => each.over)),
    async close() {
      isClosed = true;
      await Promise.allSettled([...running].map(each => each.over));
    },
  };
}
