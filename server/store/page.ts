/** One page of a list. */

export interface Page<T> {
  items: T[];
  /** Give it back to read on; null at the end. Opaque outside the store. */
  cursor: string | null;
}
