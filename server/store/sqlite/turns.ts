import { AppError } from '../../app-error.ts';
import type { Connections } from './connections.ts';
import { type Connection, preparesLate } from './late-statements.ts';

/**
 * How the parts of the store reach the database. One event-loop turn is one transaction: its first write begins it,
 * all its writes share it, the end of the turn commits it, and only then do their promises resolve. When idle that is
 * one message per commit, when busy hundreds, and no timer makes anybody wait.
 */
export interface Turns {
  readonly writer: Connection;
  readonly reader: Connection;
  /**
   * Runs a step in this turn's transaction; resolves or rejects after the commit. A step that throws leaves nothing.
   * @throws AppError STORE_UNAVAILABLE when the turn could not be kept
   */
  write<T>(step: () => T): Promise<T>;
  /**
   * The same without a savepoint, which would copy every page that the step touches: for messages. The step may throw
   * an `AppError` before it writes anything; whatever else it throws undoes the whole turn.
   */
  writeLean<T>(step: () => T): Promise<T>;
  /** Runs a step that reads what is committed. */
  read<T>(step: () => T): Promise<T>;
  /** Runs a step in a transaction of its own, now, after committing what the turn has so far. */
  alone<T>(step: () => T): T;
  /**
   * The same for what takes rows away. Nobody looks for what still points at them: for each conversation SQLite would read
   * all entries there are, because no index of theirs begins with it. The step takes those away itself.
   * @throws AppError STORE_UNAVAILABLE
   */
  clear<T>(step: () => T): Promise<T>;
  /**
   * Empties the write-ahead log into the file, where deleted bytes are zeroes (`secure_delete`).
   * @returns false while another program reads the file, and the log has to stay
   */
  scrub(): boolean;
  /** Called after each undone turn: whoever remembers what was written must forget it. */
  onUndo(forget: () => void): void;
  /** Commits what is under way and refuses what comes later. */
  close(): void;
}

/** A step's promise: what it becomes when the turn is kept. */
interface Waiting {
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
  value: unknown;
  refusal: AppError | null;
}

export function createTurns({ writer, reader }: Pick<Connections, 'writer' | 'reader'>): Turns {
  const forgetters: (() => void)[] = [];
  let waiting: Waiting[] = [];
  let isOpen = false;
  let isScheduled = false;
  let isClosed = false;

  function begin(): void {
    if (isClosed) throw new AppError('STORE_UNAVAILABLE', 'The store is closed.');
    if (isOpen) return;
    // Left over when even the roll-back of a failed turn failed.
    if (writer.isTransaction) writer.exec('ROLLBACK');
    writer.exec('BEGIN IMMEDIATE');
    isOpen = true;
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      commit();
    });
  }

  function commit(): void {
    if (!isOpen) return;
    try {
      writer.exec('COMMIT');
    } catch (error) {
      undo(error);
      return;
    }
    isOpen = false;
    const kept = waiting;
    waiting = [];
    for (const { resolve, reject, value, refusal } of kept) {
      if (refusal) reject(refusal);
      else resolve(value as never);
    }
  }

  function undo(cause: unknown): void {
    isOpen = false;
    try {
      // Some errors (disk full, I/O) make SQLite roll back by itself.
      if (writer.isTransaction) writer.exec('ROLLBACK');
    } catch {
      // The next turn tries again before it begins; the senders of this one hear of the first failure.
    }
    const undone = waiting;
    waiting = [];
    for (const forget of forgetters) forget();
    const error = unavailable(cause);
    for (const { reject } of undone) reject(error);
  }

  function writeLean<T>(step: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let value: T;
      try {
        begin();
      } catch (error) {
        reject(unavailable(error));
        return;
      }
      try {
        value = step();
      } catch (error) {
        // What a step refuses may rest on a neighbour's write, so it is told after the commit like everything else.
        if (error instanceof AppError) waiting.push({ resolve, reject, value: undefined, refusal: error });
        else {
          reject(isSqlite(error) ? unavailable(error) : error);
          undo(error);
        }
        return;
      }
      waiting.push({ resolve, reject, value, refusal: null });
    });
  }

  /** A step that undoes itself when it throws. */
  function whole<T>(step: () => T): T {
    writer.exec('SAVEPOINT step');
    try {
      const value = step();
      writer.exec('RELEASE step');
      return value;
    } catch (error) {
      // Where SQLite rolled back everything by itself this throws too, and the turn is undone.
      writer.exec('ROLLBACK TO step; RELEASE step');
      for (const forget of forgetters) forget();
      throw refusal(error);
    }
  }

  function alone<T>(step: () => T): T {
    commit();
    writer.exec('BEGIN IMMEDIATE');
    try {
      const value = step();
      writer.exec('COMMIT');
      return value;
    } catch (error) {
      if (writer.isTransaction) writer.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    writer: preparesLate(writer),
    reader: preparesLate(reader),
    write: step => writeLean(() => whole(step)),
    writeLean,
    async read(step) {
      if (isClosed) throw new AppError('STORE_UNAVAILABLE', 'The store is closed.');
      // With one connection a reader would see what is not committed yet.
      if (reader === writer) commit();
      try {
        return step();
      } catch (error) {
        throw isSqlite(error) ? unavailable(error) : error;
      }
    },
    alone,
    async clear(step) {
      if (isClosed) throw new AppError('STORE_UNAVAILABLE', 'The store is closed.');
      commit();
      // It can only be switched between transactions.
      writer.exec('PRAGMA foreign_keys = OFF');
      try {
        return alone(step);
      } catch (error) {
        for (const forget of forgetters) forget();
        throw refusal(error);
      } finally {
        writer.exec('PRAGMA foreign_keys = ON');
      }
    },
    scrub() {
      commit();
      const { busy } = writer.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
      return busy === 0;
    },
    onUndo: forget => forgetters.push(forget),
    close() {
      commit();
      isClosed = true;
    },
  };
}

function isSqlite(error: unknown): boolean {
  return (error as { code?: string }).code === 'ERR_SQLITE_ERROR';
}

function unavailable(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const came = cause instanceof Error ? cause.message : String(cause);
  return new AppError('STORE_UNAVAILABLE', `SQLite could not keep this: ${came}. The sender should try again.`, {
    cause,
  });
}

/** SQLITE_CONSTRAINT, https://sqlite.org/rescode.html#constraint; its kinds share the low byte. */
const CONSTRAINT = 19;

/** What the sender of a step that failed alone is told. Trying again helps unless the step itself is wrong. */
function refusal(cause: unknown): AppError {
  const isAtFault = !isSqlite(cause) || ((cause as { errcode: number }).errcode & 0xff) === CONSTRAINT;
  if (cause instanceof AppError || !isAtFault) return unavailable(cause);
  return new AppError('INTERNAL', cause instanceof Error ? cause.message : String(cause), { cause });
}
