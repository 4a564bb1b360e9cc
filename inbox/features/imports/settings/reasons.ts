import type { ImportReason, ImportRun } from '../../../../protocol/imports.ts';
import { t } from './words/index.ts';

const REASONS: Record<ImportReason, () => string> = {
  EMPTY: () => t('reasonEmpty'),
  PHONE_INVALID: () => t('reasonPhone'),
  EMAIL_INVALID: () => t('reasonEmail'),
  DATE_INVALID: () => t('reasonDate'),
  NUMBER_INVALID: () => t('reasonNumber'),
  CHOICE_UNKNOWN: () => t('reasonChoice'),
  YES_NO_INVALID: () => t('reasonYesNo'),
  TOO_LONG: () => t('reasonTooLong'),
  TOO_MANY: () => t('reasonTooMany'),
  SEVERAL: () => t('reasonSeveral'),
  KNOWN: () => t('reasonKnown'),
  NOTHING_NEW: () => t('reasonNothingNew'),
  UNREADABLE: () => t('reasonUnreadable'),
  PERSON_MISSING: () => t('reasonPersonMissing'),
  PERSON_UNKNOWN: () => t('reasonPersonUnknown'),
  ITEM_MISSING: () => t('reasonItem'),
  PRICE_MISSING: () => t('reasonPrice'),
  CURRENCY_UNKNOWN: () => t('reasonCurrency'),
  TOTAL_DIFFERS: () => t('reasonTotal'),
  OTHER_CONTENT: () => t('reasonOther'),
  SITE_MISSING: () => t('reasonSite'),
};

/** Why a row was not taken. */
export function reasonText(reason: ImportReason): string {
  return REASONS[reason]();
}

/** Why a file is not taken at all. */
export function problemText(problem: NonNullable<ImportRun['problem']>): string {
  switch (problem) {
    case 'TOO_LARGE':
      return t('problemTooLarge');
    case 'TOO_MANY_ROWS':
      return t('problemTooManyRows');
    case 'EMPTY':
      return t('problemEmpty');
    case 'UNREADABLE':
      return t('problemUnreadable');
  }
}
