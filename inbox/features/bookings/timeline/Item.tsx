import type { BookingTimelineItem } from '../../../../protocol/bookings.ts';
import { moneyText } from '../../../shell/money.ts';
import { stateText, timeText } from '../text.ts';

/** A visit that somebody booked, as one line of their past or of what is to come: what became of it, what it is, and with whom. */
export function Item({ item }: { item: BookingTimelineItem }) {
  const { state, items, currency, timeZone } = item;
  return (
    <p>
      <b>{stateText(state)}</b>{' '}
      {items.map(({ name, staffName, price }, at) => (
        <span key={`${name} ${at}`}>
          {at > 0 && ', '}
          <bdi>{name}</bdi>
          <small>
            {' '}
            · <bdi>{staffName}</bdi>
            {price && ` · ${moneyText(price.minor, currency)}`}
          </small>
        </span>
      ))}{' '}
      <small>{timeText(item, timeZone)}</small>
    </p>
  );
}
