import type { Scope } from '../../../../protocol/scopes.ts';
import { t } from './words/index.ts';

const NAMES: Record<Scope, () => string> = {
  contacts: () => t('scopeContacts'),
  purchases: () => t('scopePurchases'),
  complaints: () => t('scopeComplaints'),
  calls: () => t('scopeCalls'),
  stages: () => t('scopeStages'),
  bookings: () => t('scopeBookings'),
  loyalty: () => t('scopeLoyalty'),
};

/** The scopes that a key can have, in their order. */
export const SCOPE_NAMES = Object.keys(NAMES) as Scope[];

export function scopeName(scope: Scope): string {
  return NAMES[scope]();
}
