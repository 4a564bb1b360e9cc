import {
  LOYALTY_DEFAULTS,
  type LoyaltySettings,
  loyaltySettings,
  type ReferralBonus,
} from '../../../protocol/loyalty.ts';
import type { Context } from '../../context.ts';
import { deskHome } from '../money/settings.ts';
import type { SettingsPart } from '../settings/settings.ts';
import type { Sale } from './store.ts';

export const LOYALTY: SettingsPart<LoyaltySettings> = {
  name: 'loyalty',
  schema: loyaltySettings,
  initial: LOYALTY_DEFAULTS,
};

/** What a purchase of today earns: nothing while an owner has it switched off (SPEC LY1). */
export async function earning(context: Pick<Context, 'switches' | 'settings' | 'sites'>): Promise<Sale> {
  if (!(await context.switches.read()).loyalty) return { terms: null, spend: 0 };
  const { percent, services, months, referral } = await context.settings.read(LOYALTY);
  const sale = { terms: { percent, services, months }, spend: 0 };
  return isOffered(referral)
    ? { ...sale, referral: { ...referral, currency: (await deskHome(context)).currency } }
    : sale;
}

/** Whether anybody gets something for bringing others. */
export function isOffered({ referrer, newcomer }: ReferralBonus): boolean {
  return referrer > 0 || newcomer > 0;
}
