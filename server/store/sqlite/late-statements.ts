import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

/** A connection as the rooms have it. */
export type Connection = Pick<DatabaseSync, 'prepare' | 'isTransaction'>;

/**
 * Prepares a statement when it is first used: a store has more than 700 of them, which would take each start 15 ms, and a
 * first message needs 40.
 */
export function preparesLate(db: DatabaseSync): Connection {
  return {
    // Others can not make Node's own; of its methods these are all that a room calls.
    prepare: sql => new LateStatement(() => db.prepare(sql)) as unknown as StatementSync,
    get isTransaction() {
      return db.isTransaction;
    },
  };
}

class LateStatement {
  readonly #prepare: () => StatementSync;
  readonly #settings: ((statement: StatementSync) => void)[] = [];
  #prepared: StatementSync | undefined;

  constructor(prepare: () => StatementSync) {
    this.#prepare = prepare;
  }

  get #statement(): StatementSync {
    if (this.#prepared) return this.#prepared;
    const prepared = this.#prepare();
    for (const set of this.#settings) set(prepared);
    this.#prepared = prepared;
    return prepared;
  }

  all(...values: SQLInputValue[]) {
    return this.#statement.all(...values);
  }

  get(...values: SQLInputValue[]) {
    return this.#statement.get(...values);
  }

  iterate(...values: SQLInputValue[]) {
    return this.#statement.iterate(...values);
  }

  run(...values: SQLInputValue[]) {
    return this.#statement.run(...values);
  }

  setAllowUnknownNamedParameters(isAllowed: boolean): void {
    this.#settings.push(statement => statement.setAllowUnknownNamedParameters(isAllowed));
  }

  setReturnArrays(isWanted: boolean): void {
    this.#settings.push(statement => statement.setReturnArrays(isWanted));
  }
}
