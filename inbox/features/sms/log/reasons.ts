/** Why a message did not leave, or did not arrive. */
import type { SmsRefusal } from '../../../../protocol/sms.ts';
import { t } from './words/index.ts';

const REASONS: Record<SmsRefusal, () => string> = {
  off: () => t('off'),
  stopped: () => t('stopped'),
  too_long: () => t('tooLong'),
  day_full: () => t('dayFull'),
  number_full: () => t('numberFull'),
  too_late: () => t('tooLate'),
  no_number: () => t('noNumber'),
};

/** In the agent's language where it was for us to say, else in the gateway's own words. */
export function reasonText(problem: string): string {
  return Object.hasOwn(REASONS, problem) ? REASONS[problem as SmsRefusal]() : problem;
}
