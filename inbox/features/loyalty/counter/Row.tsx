import type { LoyaltyGlance } from '../../../../protocol/loyalty.ts';

/** Who stands at the till: somebody known, or a number of nobody yet. */
export type Buyer = { glance: LoyaltyGlance } | { phone: string; currency: string };

/** A line of what the till says. */
export function Row({ name, sum }: { name: string; sum: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <bdi>{sum}</bdi>
      </dd>
    </>
  );
}
