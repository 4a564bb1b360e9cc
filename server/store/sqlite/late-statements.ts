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

/** Until it is first used. From then on its verbs are those of the prepared one, so that a call costs no more than there. */
class LateStatement {
  readonly #prepare: () => StatementSync;
  readonly #settings: ((statement: StatementSync) => void)[] = [];

  constructor(prepare: () => StatementSync) {
    this.#prepare = prepare;
  }

  all = (...values: SQLInputValue[]) => this.#prepared().all(...values);
  get = (...values: SQLInputValue[]) => this.#prepared().get(...values);
  iterate = (...values: SQLInputValue[]) => this.#prepared().iterate(...values);
  run = (...values: SQLInputValue[]) => this.#prepared().run(...values);

  #prepared(): StatementSync {
    const prepared = this.#prepare();
    for (const set of this.#settings) set(prepared);
    this.all = prepared.all.bind(prepared);
    this.get = prepared.get.bind(prepared);
    this.iterate = prepared.iterate.bind(prepared);
    this.run = prepared.run.bind(prepared);
    return prepared;
  }

  setAllowUnknownNamedParameters(isAllowed: boolean): void {
    this.#settings.push(statement => statement.setAllowUnknownNamedParameters(isAllowed));
  }

  setReturnArrays(isWanted: boolean): void {
    this.#settings.push(statement => statement.setReturnArrays(isWanted));
  }
}
