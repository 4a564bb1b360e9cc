import type { ContactSummary } from '../../../protocol/contacts.ts';
import { contained, shownName } from '../../shell/bidi.ts';
import { phoneText } from '../../shell/phones.ts';
import { cityOf } from '../../shell/times.ts';
import { t } from './words/index.ts';

type Named = Pick<ContactSummary, 'name' | 'email' | 'phone' | 'timeZone'> & {
  card?: Pick<ContactSummary, 'name'> | null;
};

/** What a person is called: the name if there is one to see, or that of their card, else the way to reach them, else the town of their clock. */
export function nameOf({ name, email, phone, timeZone, card }: Named): string {
  const city = cityOf(timeZone);
  return (
    shownName(name) ||
    shownName(card?.name ?? '') ||
    contained(email) ||
    phoneText(phone) ||
    (city ? t('visitorFrom', { city }) : t('visitor'))
  );
}
