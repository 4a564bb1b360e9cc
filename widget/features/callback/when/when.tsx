/** The choice of a time to be rung at: a chunk of its own, which comes while the server is asked for the times. */

import { Component } from 'preact';
import type { Slot, SlotsAnswer } from '../../../../protocol/callbacks.ts';
import { fill } from '../../../../protocol/words.ts';
import { laterWords, words } from '../../../panel/language.ts';
import { saved, write } from '../../../panel/saved.ts';
import { addStyle } from '../../../panel/style.ts';
import { clock, day, daysAway, format, near } from '../../../panel/times.ts';
import { country } from '../country.ts';
import { Chip } from './Chip.tsx';
import { byDay, byPart, freeAfter, withTime } from './days.ts';
import style from './when.css?inline';

addStyle(style);

export { byPart, Chip, country };

interface WhenProps {
  /** Missing until the server has said. */
  offer: SlotsAnswer | undefined;
  /** How long until a call that is asked for now; empty where it is not a matter of minutes. */
  wait: string;
  /** Of a call that is promised and about to be moved: it can be kept, and no longer be as soon as possible. */
  promisedAt: number | undefined;
  /** Why the time that was chosen was not taken. */
  refusal: string | undefined;
  onChoose(startAt: number | null): void;
}

/** Now, a day, and that day's hours. */
export class When extends Component<WhenProps> {
  /** A time that was taken meanwhile leaves the next one that is free, for the visitor to confirm (SPEC CB4). */
  override componentDidUpdate(before: WhenProps) {
    const { offer, refusal, promisedAt } = this.props;
    if (!refusal || promisedAt || !offer || offer === before.offer) return;
    const next = freeAfter(offer.slots, saved.now.draft.startAt ?? 0);
    if (next) write({ startAt: next.startAt });
  }

  override render(props: WhenProps) {
    return <Times {...props} />;
  }
}

function Times({ offer, wait, promisedAt, refusal, onChoose }: WhenProps) {
  const startAt = saved.now.draft.startAt ?? 0;
  const t = words();
  const days = byDay(withTime(offer?.slots ?? [], promisedAt));
  const isFree = offer?.slots.some(slot => slot.startAt === startAt && !slot.isFull);
  const chosen = startAt ? days.get(daysAway(startAt)) : undefined;
  return (
    <fieldset>
      <legend>{t.when}</legend>
      <p class="why" role="alert">
        {refusal && !promisedAt && laterWords()?.[isFree ? 'nextChosen' : 'SLOT_TAKEN']}
      </p>
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
