import { LOYALTY_DEFAULTS, type LoyaltySettings, loyaltySettings } from '../../../protocol/loyalty.ts';
import type { Context } from '../../context.ts';
import type { SettingsPart } from '../settings/settings.ts';
import type { Sale } from './store.ts';

export const LOYALTY: SettingsPart<LoyaltySettings> = {
  name: 'loyalty',
  schema: loyaltySettings,
  initial: LOYALTY_DEFAULTS,
};

/** What a purchase of today earns: nothing while an owner has it switched off (SPEC LY1). */
export async function earning({ switches, settings }: Pick<Context, 'switches' | 'settings'>): Promise<Sale> {
  if (!(await switches.read()).loyalty) return { terms: null, spend: 0 };
  const { percent, services, months } = await settings.read(LOYALTY);
  return { terms: { percent, services, months }, spend: 0 };
}
