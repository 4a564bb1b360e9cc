import type { Slot } from '../../../protocol/callbacks.ts';
import { fill } from '../../../protocol/words.ts';
import { words } from '../../panel/language.ts';
import { saved } from '../../panel/saved.ts';
import { clock, day, daysAway, format, near } from '../../panel/times.ts';
import { Chip } from './Chip.tsx';
import { callback, waitForCall } from './state.ts';

/** Now, a day, and that day's hours. */
export function When() {
  const { offer } = callback.now;
  const startAt = saved.now.draft.startAt ?? 0;
  const wait = waitForCall();
  const t = words();
  const days = byDay(offer?.slots ?? []);
  const chosen = startAt ? days.get(daysAway(startAt)) : undefined;
  return (
    <fieldset>
      <legend>{t.when}</legend>
      <div class="chips">
        <Chip name="day" startAt={null} isChosen={!startAt}>
          {wait ? t.now : t.soonest}
          {offer && <small>{wait ? fill(t.in, { time: wait }) : near(offer.asapAt)}</small>}
        </Chip>
        {[...days].map(([away, slots]) => (
          <DayChip key={away} away={away} slots={slots} isChosen={slots === chosen} />
        ))}
      </div>
      <div class="slots">
        {chosen?.map(slot => (
          <Chip
            key={slot.startAt}
            name="hour"
            startAt={slot.startAt}
            isChosen={slot.startAt === startAt}
            isFull={slot.isFull}
          >
            {clock(slot.startAt)}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}

/** A day, which chooses its first hour that is free. */
function DayChip({ away, slots, isChosen }: { away: number; slots: Slot[]; isChosen: boolean }) {
  const { startAt, isFull } = slots.find(slot => !slot.isFull) ?? slots[0]!;
  return (
    <Chip name="day" startAt={startAt} isChosen={isChosen} isFull={isFull}>
      <b>{away ? format({ weekday: 'short' }).format(startAt) : day(startAt)}</b>
      <small>{format({ day: 'numeric', month: 'short' }).format(startAt)}</small>
    </Chip>
  );
}

/** The slots of each day, by how many days away it is. */
function byDay(slots: readonly Slot[]): Map<number, Slot[]> {
  const days = new Map<number, Slot[]>();
  for (const slot of slots) {
    const away = daysAway(slot.startAt);
    days.set(away, [...(days.get(away) ?? []), slot]);
  }
  return days;
}
