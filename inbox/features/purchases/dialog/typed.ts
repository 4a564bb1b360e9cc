/** What is typed of a purchase, and what it comes to. Pure. */
import { plainDigits, readMoney } from '../../../../protocol/money.ts';
import { MAX_QUANTITY, totalOf } from '../../../../protocol/purchase-sums.ts';
import type { Purchase } from '../../../../protocol/purchases.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { moneyPlain } from '../../../shell/money.ts';

export interface TypedLine {
  /** Tells it from others while lines come and go. */
  key: string;
  name: string;
  quantity: string;
  price: string;
}

export interface Typed {
  lines: readonly TypedLine[];
  currency: string;
  /** `2026-05-03` */
  date: string;
  /** Who sold it: of an agent the id, `other`, or nobody. */
  agentId: string;
  /** The name of who is no agent. */
  seller: string;
}

/** The day by the clock here. */
export function dayOf(at: number): string {
  const day = new Date(at);
  return new Date(at - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** What a form begins with. */
export function typedOf(purchase: Purchase | undefined, { usual, meId }: { usual: string; meId: string }): Typed {
  if (!purchase) {
    const line = { key: newClientId(), name: '', quantity: '1', price: '' };
    return { lines: [line], currency: usual, date: dayOf(Date.now()), agentId: meId, seller: '' };
  }
  const { lines, currency, date, employee } = purchase;
  return {
    ...{ currency, date },
    lines: lines.map(({ name, quantity, price }) => ({
      key: newClientId(),
      name,
      quantity: String(quantity),
      price: moneyPlain(price, currency),
    })),
    agentId: employee ? (employee.agentId ?? 'other') : '',
    seller: employee?.agentId === null ? employee.name : '',
  };
}

/** The lines in numbers; null: what was typed is none. */
export function linesOf({ lines, currency }: Pick<Typed, 'lines' | 'currency'>) {
  return lines.map(({ name, quantity, price }) => ({
    name: name.trim(),
    quantity: quantityOf(quantity),
    price: readMoney(price, currency),
  }));
}

function quantityOf(typed: string): number | null {
  const plain = plainDigits(typed).replace(/[,٫]/, '.').trim();
  const quantity = /^\d+(\.\d{1,3})?$/.test(plain) ? Number(plain) : 0;
  return quantity > 0 && quantity <= MAX_QUANTITY ? quantity : null;
}

/** What is wrong, by the fields that the server would name; null: nothing. */
export function wrongIn(typed: Typed): Record<string, string> | null {
  const wrong: Record<string, string> = {};
  const lines = linesOf(typed);
  for (const [at, { name, quantity, price }] of lines.entries()) {
    if (!name) wrong[`lines.${at}.name`] = 'FIELD_REQUIRED';
    if (quantity === null) wrong[`lines.${at}.quantity`] = 'FIELD_INVALID';
    if (price === null) wrong[`lines.${at}.price`] = 'FIELD_INVALID';
  }
  if (!typed.date) wrong.date = 'FIELD_REQUIRED';
  const counted = lines.map(({ quantity, price }) => ({ quantity: quantity ?? 0, price: price ?? 0 }));
  if (totalOf(counted) === null) wrong['lines.0.price'] ??= 'FIELD_INVALID';
  return Object.keys(wrong).length > 0 ? wrong : null;
}
