/** Books a visit: service, who, day and hour, name and number. A chunk of its own, which comes when somebody wants it. */
import { laterWords } from '../../panel/language.ts';
import { write } from '../../panel/saved.ts';
import { watching } from '../../panel/value.ts';
import type { Pieces } from './pieces.ts';
import { Services, Who } from './Services.tsx';
import { booking, keepWith, loadOffer, rest, visit } from './state.ts';
import { When, waiting } from './When.tsx';

export const Booking = watching([booking, rest.loaded, waiting.loaded], (pieces: Pieces) => {
  loadOffer();
  rest.load();
  const { chunk } = rest.loaded.now;
  const { offer, kept, errors, asking } = booking.now;
  const { serviceId, staffId, doneId } = visit();
  const t = laterWords();
  if (t && chunk && kept && doneId === kept.id) {
    return <chunk.Booked {...{ ...pieces, kept, onAgain: () => write({ visit: {} }) }} />;
  }
  if (!offer || !t || !chunk) {
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
  if (asking === 'more') return <Services question={chunk.visitWords().else} />;
  if (!isKnown || (asking && able.length > 1)) return <Who service={service} able={able} />;
  keepWith(chunk.createKeeper);
  return <When {...pieces} service={service} who={able.find(({ id }) => id === staffId)?.name} />;
});
