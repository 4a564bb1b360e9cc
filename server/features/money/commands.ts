/** In which currency the desk counts, and by whose clock its days are. */
import { z } from 'zod';
import { currency, type DeskMoney } from '../../../protocol/purchases.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import type { SettingsPart } from '../settings/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { currencyThere } from './rules.ts';

const MONEY: SettingsPart<{ currency: string | null }> = {
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
export async function deskHome({ settings, sites }: Pick<Context, 'settings' | 'sites'>): Promise<DeskHome> {
  const [{ currency: chosen }, [first]] = await Promise.all([settings.read(MONEY), sites.all()]);
  const { timeZone = 'UTC', locale } = first ?? {};
  return {
    ...{ timeZone, locale },
    currency: chosen ?? currencyThere({ timeZones: [timeZone], locale }),
    isChosen: chosen !== null,
  };
}

/** @param wanted null: as it follows from where the desk is */
export async function setCurrency(context: Context, actor: Actor, wanted: string | null): Promise<DeskMoney> {
  const on = { kind: 'server', id: null, text: wanted ?? '' } as const;
  await context.settings.write(MONEY, { currency: wanted }, auditRow(context, actor, { what: 'money.changed', on }));
  return moneyOf(await deskHome(context));
}

export function moneyOf({ currency, isChosen }: DeskHome): DeskMoney {
  return { currency, isChosen };
}
