import type { Locale } from '../../../../../protocol/wire/fields.ts';

/** One message as somebody's first words; what is left out is empty or unknown. */
export interface Specimen {
  text: string;
  name?: string;
  email?: string;
  phone?: string;
  subject?: string;
  /** Language of the browser; left out: English. */
  locale?: Locale;
  /** From drawing to sending, ms; left out: a form on a page that is not ours, or a program, and nobody knows. */
  tookMs?: number;
  isTrapped?: boolean;
  /** A copy of our own page's fields without its stamp. */
  lacksStamp?: boolean;
}

export type Written = string | Specimen;

export const specimens = (written: readonly Written[], locale?: Locale): Specimen[] =>
  written.map(each => ({ ...(locale && { locale }), ...(typeof each === 'string' ? { text: each } : each) }));
