/**
 * Peers by a key; a key without peers is gone. Nearly every visitor and every conversation has one page, which stands there by
 * itself: a set of its own is 300 bytes.
 */
export class PeersBy<P extends object | string> {
  private readonly held = new Map<string, P | Set<P>>();

  /** @returns whether it is the first of its key */
  add(key: string, peer: P): boolean {
    const held = this.held.get(key);
    if (held instanceof Set) held.add(peer);
    else if (held !== peer) this.held.set(key, held === undefined ? peer : new Set([held, peer]));
    return held === undefined;
  }

  /** @returns whether it was the last of its key */
  delete(key: string, peer: P): boolean {
    const held = this.held.get(key);
    const isLast = held instanceof Set ? held.delete(peer) && held.size === 0 : held === peer;
    if (isLast) this.held.delete(key);
    return isLast;
  }

  get(key: string): Iterable<P> | undefined {
    const held = this.held.get(key);
    return held === undefined || held instanceof Set ? held : [held];
  }

  /** Whether there is one, other than `except`. */
  has(key: string, except?: P): boolean {
    const held = this.held.get(key);
    if (held instanceof Set) return held.size > (except && held.has(except) ? 1 : 0);
    return held !== undefined && held !== except;
  }

  count(key: string): number {
    const held = this.held.get(key);
    if (held instanceof Set) return held.size;
    return held === undefined ? 0 : 1;
  }

  keys(): string[] {
    return [...this.held.keys()];
  }

  clear(): void {
    this.held.clear();
  }

  *all(): Generator<P> {
    for (const held of this.held.values()) {
      if (held instanceof Set) yield* held;
      else yield held;
    }
  }
}
