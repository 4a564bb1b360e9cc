/** Who gets what of a line that several did. Imports nothing, so that pages have it too; whole numbers throughout. */

/** People who share one line: more hands than that are a team. */
export const MAX_SHARES = 10;

/** Percents that are as even as whole ones can be and come to 100: halves, or 34, 33 and 33. @param count 1 to 100 */
export function evenPercents(count: number): number[] {
  const least = Math.floor(100 / count);
  return Array.from({ length: count }, (_, at) => least + Number(at < 100 - least * count));
}

/**
 * Parts of an amount by percents that come to 100: whole minor units that come to exactly the amount. What rounding leaves goes to
 * whom it took most from, of equals to the first.
 * @param amount whole minor units
 */
export function partsOf(amount: number, percents: readonly number[]): number[] {
  // As big integers: an amount of a purchase times a hundred is exact, and stays so whatever the limits become.
  const exact = percents.map(percent => BigInt(amount) * BigInt(percent));
  const parts = exact.map(each => Number(each / 100n));
  const lost = exact
    .map((each, at) => ({ at, rest: Number(each % 100n) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  const left = amount - parts.reduce((sum, part) => sum + part, 0);
  for (const { at } of lost.slice(0, left)) parts[at]! += 1;
  return parts;
}
