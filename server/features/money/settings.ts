/** In which currency the desk counts, and by whose clock its days are. */
import { z } from 'zod';
import { currency, type DeskMoney } from '../../../protocol/purchases.ts';
import type { DeskSettings, SettingsPart } from '../settings/settings.ts';
import type { Sites } from '../sites/sites.ts';
import type { SiteRecord } from '../sites/store.ts';
import { currencyThere } from './rules.ts';

export const MONEY: SettingsPart<{ currency: string | null }> = {
  name: 'money',
  // One that this machine does not know any more is as none.
  schema: z.object({ currency: currency.nullable().catch(null) }),
  initial: { currency: null },
};

/** What the desk goes by where nobody says otherwise. */
export interface DeskHome extends DeskMoney {
  timeZone: string;
  locale: SiteRecord['locale'] | undefined;
}

/** The desk is where its first site is. */
export async function deskHome({ settings, sites }: { settings: DeskSettings; sites: Sites }): Promise<DeskHome> {
  const [{ currency: chosen }, [first]] = await Promise.all([settings.read(MONEY), sites.all()]);
  const { timeZone = 'UTC', locale } = first ?? {};
  return {
    ...{ timeZone, locale },
    currency: chosen ?? currencyThere({ timeZones: [timeZone], locale }),
    isChosen: chosen !== null,
  };
}
