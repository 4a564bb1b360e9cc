import { Consent } from '../../forms/Consent.tsx';
import { Field } from '../../forms/Field.tsx';
import { FIELDS } from '../../forms/fields.ts';
import { kept } from '../../forms/load-kept.ts';
import { Why } from '../../forms/pieces.tsx';
import { createLazy } from '../../panel/lazy.ts';
import { saved } from '../../panel/saved.ts';
import { watching } from '../../panel/value.ts';
import { when } from '../callback/load-when.ts';

const booking = createLazy('booking', () => import('./booking.tsx'));

/** Books a visit. What it is drawn with is handed to it: a chunk imports from no other but the panel's (vite.config.ts). */
export const BookingForm = watching([booking.loaded, when.loaded, kept.loaded, saved], () => {
  booking.load();
  when.load();
  kept.load();
  const { chunk } = booking.loaded.now;
  const times = when.loaded.now.chunk;
  const { Done, Quiet } = kept.loaded.now.chunk ?? {};
  return chunk && times && Done && Quiet ? (
    <chunk.Booking {...{ Field, Why, Consent, Done, Quiet, ...times, fields: FIELDS.callback }} />
  ) : (
    <div class="form bones" aria-busy="true" />
  );
});
