import './style.css';
import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Link } from '../../../shell/Link.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { bookingCalls } from '../calls.ts';
import type { Shop } from '../shop.ts';
import { t } from '../words/index.ts';
import { Book } from './Book.tsx';

/** The book of the shop: who comes when, and to whom. */
export function BookPage() {
  const { http, sites, shopTold, me } = useInbox();
  const calls = bookingCalls(http);
  const { answer, failure, load } = useAnswer<Shop>(read, [http]);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    let isFirst = true;
    return effect(() => {
      const told = shopTold.value;
      if (!isFirst && told && told.type !== 'booking.changed') latest.current();
      isFirst = false;
    });
  }, [shopTold]);

  async function read(): Promise<Shop> {
    const [settings, { services, currency }, { employees }] = await Promise.all([
      calls.settings(),
      calls.services(),
      calls.staff(),
    ]);
    return { settings, services, employees, currency };
  }
  const [site] = sites.all.value;
  if (failure && !answer) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer || !site) return <Skeleton lines={8} />;
  const hasServices = answer.services.some(each => each.isActive);
  const hasStaff = answer.employees.some(each => each.isActive);
  if (!hasServices || !hasStaff) {
    return (
      <div class="book-empty">
        <p>{t(hasServices ? 'noStaff' : 'noServices')}</p>
        {me.value.agent.role === 'owner' && (
          <Link class="btn is-go" to={{ kind: 'settings', page: hasServices ? 'staff' : 'services' }}>
            {t(hasServices ? 'addStaff' : 'addServices')}
          </Link>
        )}
      </div>
    );
  }
  return <Book shop={answer} timeZone={answer.settings.timeZone ?? site.timeZone} />;
}
