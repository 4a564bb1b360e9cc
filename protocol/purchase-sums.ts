/** What the lines of a purchase come to. Imports nothing, so that pages have it too; whole numbers throughout. */

/** Purchases that are brought at once. */
export const MAX_BATCH = 1_000;
/** Lines of one purchase: a long till receipt. */
export const MAX_LINES = 50;
/** Pieces, hours or kilos of one line, to thousandths. */
export const MAX_QUANTITY = 1_000_000;
/** Minor units of a price and of a whole purchase: ten thousand million of most currencies, and a sum of nine thousand of them is exact. */
export const MAX_MINOR = 1_000_000_000_000;
/** What a sum over purchases is at most: where integers stop being exact. */
export const MAX_SUM = Number.MAX_SAFE_INTEGER;

interface Line {
  /** To thousandths. */
  quantity: number;
  /** Minor units of each. */
  price: number;
}

/** What one line comes to, in minor units: rounded half up where a part of a piece was taken. */
export function lineTotal({ quantity, price }: Line): number {
  const thousandths = BigInt(Math.round(quantity * 1000)) * BigInt(price);
  return Number((thousandths + 500n) / 1000n);
}

/** What a purchase comes to, in minor units. @returns null where that is more than `MAX_MINOR` */
export function totalOf(lines: readonly Line[]): number | null {
  const total = lines.reduce((sum, line) => sum + lineTotal(line), 0);
  return total <= MAX_MINOR ? total : null;
}
