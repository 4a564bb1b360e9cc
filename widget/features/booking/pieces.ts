import type { ComponentChildren } from 'preact';
import type { Consent } from '../../forms/Consent.tsx';
import type { Done, Quiet } from '../../forms/Done.tsx';
import type { Field } from '../../forms/Field.tsx';
import type { FIELDS } from '../../forms/fields.ts';
import type { Why } from '../../forms/pieces.tsx';
import type { Chip } from '../callback/when/Chip.tsx';
import type { byPart } from '../callback/when/days.ts';
import type { WaitingProps } from '../waiting/waiting.tsx';

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
  /** What stands beside full days. */
  waits(props: WaitingProps): ComponentChildren;
}
