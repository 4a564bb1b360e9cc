import { useApp } from '../../../shell/app.ts';
import { MINUTE_MS } from '../../../shell/times.ts';
import { stateText, timeText, whoText } from '../text.ts';
import { t } from '../words/index.ts';
import type { Block } from './columns.ts';

const NEW_MS = 10 * MINUTE_MS;

/** One service of a booking, to be opened, and moved by a pointer or by arrows. */
export function BlockButton(props: {
  block: Block;
  timeZone: string;
  isHeld: boolean;
  hasMoves: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerDown: (event: PointerEvent) => void;
  onClick: () => void;
}) {
  const { block, timeZone, isHeld, hasMoves, onKeyDown, onPointerDown, onClick } = props;
  const now = useApp().clock.value;
  const { booking } = block.shown;
  const isNew = booking.source !== 'hand' && booking.state === 'booked' && now - booking.createdAt < NEW_MS;
  const isOver = booking.state === 'done' || booking.state === 'no_show';
  const facts = [
    booking.state === 'booked' ? '' : stateText(booking.state),
    booking.note,
    booking.source === 'hand' || booking.source === 'waiting' ? '' : t(`from_${booking.source}`),
  ];
  return (
    <button
      type="button"
      class={`book-block${isNew ? ' is-new' : ''}${isOver ? ' is-over' : ''}${isHeld ? ' is-held' : ''}`}
      data-block={`${booking.id} ${block.at}`}
      aria-keyshortcuts={hasMoves ? 'ArrowUp ArrowDown ArrowLeft ArrowRight' : undefined}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onClick={onClick}
    >
      <b>
        <bdi>{whoText(block.shown)}</bdi> {isNew && <span class="book-new">{t('justNow')}</span>}
      </b>
      <span>
        <span class="book-block-when">{timeText(block.item, timeZone)}</span> <bdi>{block.item.name}</bdi>
      </span>
      {facts.filter(Boolean).map(each => (
        <span key={each} class="book-fact">
          <bdi>{each}</bdi>
        </span>
      ))}
      {hasMoves && <i class="book-end" aria-hidden="true" />}
    </button>
  );
}
