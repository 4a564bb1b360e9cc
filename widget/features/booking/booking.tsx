/** Books a visit: service, who, day and hour, name and number. A chunk of its own, which comes when somebody wants it. */
import { laterWords } from '../../panel/language.ts';
import { addStyle } from '../../panel/style.ts';
import { watching } from '../../panel/value.ts';
import { Booked } from './Booked.tsx';
import style from './booking.css?inline';
import type { Pieces } from './pieces.ts';
import { Services, Who } from './Services.tsx';
import { booking, loadOffer, visit } from './state.ts';
import { When, waiting } from './When.tsx';

addStyle(style);

export const Booking = watching([booking, waiting.loaded], (pieces: Pieces) => {
  loadOffer();
  const { offer, kept, errors, asking } = booking.now;
  const { serviceId, staffId, doneId } = visit();
  const t = laterWords();
  if (t && kept && doneId === kept.id) return <Booked {...pieces} />;
  if (!offer || !t) {
    const { Why } = pieces;
    return (
      <div class="form bones" aria-busy={!errors['']}>
        <Why name="" code={errors['']} />
      </div>
    );
  }
  const service = offer.services.find(each => each.id === serviceId);
  const able = offer.staff.filter(({ id }) => service?.staffIds.includes(id));
  const isKnown = able.length < 2 || staffId === 'anybody' || able.some(({ id }) => id === staffId);
  if (!service || asking === 'service') return <Services />;
  if (!isKnown || (asking && able.length > 1)) return <Who service={service} able={able} />;
  return <When {...pieces} service={service} who={able.find(({ id }) => id === staffId)?.name} />;
});
