import { useApp } from '../../../shell/app.ts';
import { date } from '../../../shell/times.ts';
import { timeText, whoText } from '../text.ts';
import { t } from '../words/index.ts';
import type { Moving } from './use-moving.tsx';

/** Says where a booking is held, and asks whether it is to stay there. */
export function DraftBar({ moving, timeZone }: { moving: Moving; timeZone: string }) {
  const now = useApp().clock.value;
  const { draft, drawn, hold, keep } = moving;
  const shown = draft && drawn.find(each => each.booking.id === draft.id);
  return (
    <div class="book-draft" role="status">
      {draft && shown && (
        <>
          <p>
            {t('heldAt', {
              who: whoText(shown),
              day: date(draft.startAt, now, { timeZone }),
              when: timeText(draft, timeZone),
            })}
          </p>
          <button type="button" class="btn is-go" onClick={() => void keep(draft)}>
            {t('keepHere')}
          </button>
          <button type="button" class="btn is-quiet" onClick={() => hold(null)}>
            {t('leaveIt')}
          </button>
        </>
      )}
    </div>
  );
}
