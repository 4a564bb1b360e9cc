import type { Messages } from '../i18n/index.ts';
import { words } from '../panel/language.ts';

/** The message for each code that a form can meet. */
const SAID: Record<string, keyof Messages> = {
  FIELD_REQUIRED: 'required',
  PHONE_INVALID: 'badPhone',
  EMAIL_INVALID: 'badEmail',
  TEXT_TOO_LONG: 'badText',
  CONSENT_REQUIRED: 'consent',
  SLOT_TAKEN: 'taken',
};

/** Why a field is refused and how to mend it. @param name of the field; empty: the form as a whole */
export function Why({ name, code }: { name: string; code: string | undefined }) {
  return (
    <span class="why" id={`why-${name}`}>
      {code && words()[SAID[code] ?? 'wrong']}
    </span>
  );
}
