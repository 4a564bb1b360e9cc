/** An owner chooses in which currency the desk counts. */
import type { DeskMoney } from '../../../protocol/purchases.ts';
import type { Context } from '../../context.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { type DeskHome, deskHome, MONEY } from './settings.ts';

/** @param wanted null: as it follows from where the desk is */
export async function setCurrency(context: Context, actor: Actor, wanted: string | null): Promise<DeskMoney> {
  const on = { kind: 'server', id: null, text: wanted ?? '' } as const;
  await context.settings.write(MONEY, { currency: wanted }, auditRow(context, actor, { what: 'money.changed', on }));
  return moneyOf(await deskHome(context));
}

export function moneyOf({ currency, isChosen }: DeskHome): DeskMoney {
  return { currency, isChosen };
}
