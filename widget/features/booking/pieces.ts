import type { FreeDay } from '../../../protocol/booking-times.ts';
import type { Consent } from '../../forms/Consent.tsx';
import type { Done, Quiet } from '../../forms/Done.tsx';
import type { Field } from '../../forms/Field.tsx';
import type { FIELDS } from '../../forms/fields.ts';
import type { Why } from '../../forms/pieces.tsx';
import type { Chip } from '../callback/when/Chip.tsx';
import type { byPart } from '../callback/when/days.ts';

/** What other chunks have. */
export interface Pieces {
  Field: typeof Field;
  Why: typeof Why;
  Consent: typeof Consent;
  Done: typeof Done;
  Quiet: typeof Quiet;
  Chip: typeof Chip;
  byPart: typeof byPart;
  fields: (typeof FIELDS)['callback'];
}

/** What whoever waits is asked with. */
export interface WaitingProps extends Pick<Pieces, 'Field' | 'Why' | 'Consent' | 'Done' | 'Quiet' | 'Chip'> {
  days: readonly FreeDay[];
  /** What is wanted on one of them. */
  items: readonly { serviceId: string; staffId: string }[];
}
