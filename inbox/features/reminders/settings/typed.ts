import { plainDigits } from '../../../../protocol/money.ts';

/** A number as somebody types it, in the digits of their language; what is none is sent as none, and refused under its field. */
export function numberOf(typed: string): number {
  const digits = plainDigits(typed).trim().replace(/[,٫]/, '.');
  return /^\d{1,3}(\.\d{1,2})?$/.test(digits) ? Number(digits) : -1;
}
