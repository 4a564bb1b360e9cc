/** The choice of a time to be rung at: a chunk of its own, which comes while the server is asked for the times. */
import type { Slot, SlotsAnswer } from '../../../../protocol/callbacks.ts';
import { fill } from '../../../../protocol/words.ts';
import { laterWords, words } from '../../../panel/language.ts';
import { saved } from '../../../panel/saved.ts';
import { addStyle } from '../../../panel/style.ts';
import { clock, day, daysAway, format, near } from '../../../panel/times.ts';
import { Chip } from './Chip.tsx';
import { byDay, byPart, withTime } from './days.ts';
import style from './when.css?inline';

addStyle(style);

interface WhenProps {
  /** Missing until the server has said. */
  offer: SlotsAnswer | undefined;
  /** How long until a call that is asked for now; empty where it is not a matter of minutes. */
  wait: string;
  /** Of a call that is promised and about to be moved: it can be kept, and no longer be as soon as possible. */
  promisedAt: number | undefined;
  onChoose(startAt: number | null): void;
}

/** Now, a day, and that day's hours. */
export function When({ offer, wait, promisedAt, onChoose }: WhenProps) {
  const startAt = saved.now.draft.startAt ?? 0;
  const t = words();
  const days = byDay(withTime(offer?.slots ?? [], promisedAt));
  const chosen = startAt ? days.get(daysAway(startAt)) : undefined;
  return (
    <fieldset>
      <legend>{t.when}</legend>
      <div class="chips">
        {!promisedAt && (
          <Chip name="day" isWide isChosen={!startAt} onChoose={() => onChoose(null)}>
            {wait ? t.now : t.soonest}
            {offer && <small>{wait ? fill(t.in, { time: wait }) : near(offer.asapAt)}</small>}
          </Chip>
        )}
        {[...days].map(([away, slots]) => (
          <DayChip key={away} away={away} slots={slots} {...{ startAt, onChoose }} isChosen={slots === chosen} />
        ))}
      </div>
      {byPart(chosen ?? []).map(([part, slots]) => (
        <fieldset key={part}>
          <legend class="part">{laterWords()?.[part]}</legend>
          <div class="chips">
            {slots.map(slot => (
              <Chip
                key={slot.startAt}
                name="hour"
                onChoose={() => onChoose(slot.startAt)}
                isChosen={slot.startAt === startAt}
                isFull={slot.isFull}
              >
                {clock(slot.startAt)}
              </Chip>
            ))}
          </div>
        </fieldset>
      ))}
    </fieldset>
  );
}

interface DayChipProps {
  away: number;
  slots: Slot[];
  /** The time that is chosen now. */
  startAt: number;
  isChosen: boolean;
  onChoose(startAt: number): void;
}

/** A day, which chooses its first hour that is free. */
function DayChip({ away, slots, startAt: chosenAt, isChosen, onChoose }: DayChipProps) {
  const first = slots.find(slot => !slot.isFull) ?? slots[0]!;
  const startAt = isChosen ? chosenAt : first.startAt;
  return (
    <Chip name="day" onChoose={() => onChoose(startAt)} isChosen={isChosen} isFull={first.isFull}>
      <b>{away ? format({ weekday: 'short' }).format(startAt) : day(startAt)}</b>
      <small>{format({ day: 'numeric', month: 'short' }).format(startAt)}</small>
    </Chip>
  );
}
