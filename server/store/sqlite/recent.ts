/** What one kind of thing remembers at most; about 1 KB each. */
const MOST = 10_000;

/**
 * Rows in use, so that a message needs no read before its writes. Nothing here can be stale: one process owns the file,
 * every write of a row goes through its owner, which puts the new one here, and an undone turn clears it all.
 */
export class Recent<T> {
  readonly #items = new Map<string, T>();

  get(id: string): T | undefined {
    return this.#items.get(id);
  }

  set(id: string, item: T): void {
    this.#items.set(id, item);
    if (this.#items.size <= MOST) return;
    for (const oldest of this.#items.keys()) {
      this.#items.delete(oldest);
      return;
    }
  }

  delete(id: string): void {
    this.#items.delete(id);
  }

  clear(): void {
    this.#items.clear();
  }
}
