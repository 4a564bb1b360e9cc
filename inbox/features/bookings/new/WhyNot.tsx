import { useState } from 'preact/hooks';
import type { WhyNot as Reason, WhyAnswer } from '../../../../protocol/bookings.ts';
import type { EmployeesAnswer, ResourcesAnswer } from '../../../../protocol/staff.ts';
import { useInbox } from '../../../inbox.ts';
import { useActs } from '../../../shell/use-acts.ts';
import { bookingCalls, type Wanted } from '../calls.ts';
import { conflictText } from '../text.ts';
import { t } from '../words/index.ts';

interface Held extends WhyAnswer {
  names: ReadonlyMap<string, string>;
}

/** Says why visitors are not offered a time. */
export function WhyNot(props: { siteId: string; wanted: Wanted; startAt: number; timeZone: string }) {
  const { siteId, wanted, startAt, timeZone } = props;
  const { http, toasts } = useInbox();
  const { isBusy, run } = useActs(toasts);
  const [held, setHeld] = useState<Held | null>(null);

  async function ask() {
    const [answer, { employees }, { resources }] = await Promise.all([
      bookingCalls(http).why(siteId, wanted, startAt),
      http.get<EmployeesAnswer>('staff'),
      http.get<ResourcesAnswer>('resources'),
    ]);
    setHeld({ ...answer, names: new Map([...employees, ...resources].map(each => [each.id, each.name])) });
  }
  function said({ names, bookings }: Held, { code, staffId, resourceId, bookingId }: Reason): string {
    const about = names.get(staffId ?? '') ?? names.get(resourceId ?? '');
    const shown = bookings.find(each => each.booking.id === bookingId);
    const item = shown?.booking.items.find(each => each.staffId === staffId) ?? shown?.booking.items[0];
    const what = shown && item ? conflictText({ shown, item }, timeZone) : '';
    const reason = [t(`why_${code}`), what].filter(Boolean).join(' ');
    return about ? t('whyOf', { who: about, reason }) : reason;
  }
  return (
    <div class="book-why" aria-live="polite">
      {held ? (
        <ul>
          {(held.isOffered ? [t('isOffered')] : held.reasons.map(each => said(held, each))).map(each => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      ) : (
        <button type="button" class="btn is-quiet" aria-disabled={isBusy('why')} onClick={() => void run('why', ask)}>
          {t('whyNot')}
        </button>
      )}
    </div>
  );
}
