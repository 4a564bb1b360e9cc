import type { VisitRatingsAnswer } from '../../../../protocol/rating-reports.ts';
import { stars } from '../../../../protocol/rating-scale.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { asQuery } from '../../../shell/http.ts';
import { Link } from '../../../shell/Link.tsx';
import { number } from '../../../shell/locale.ts';
import { More } from '../../../shell/More.tsx';
import { isoTime, moment } from '../../../shell/times.ts';
import { usePages } from '../../../shell/use-pages.ts';
import { nameOf } from '../../contacts/names.ts';
import type { Days } from './RatingList.tsx';
import { t } from './words/index.ts';

/**
 * Each rating of a visit, newest first; it leads to whose visit it was.
 * @param props.score only of this one; empty: of any
 */
export function VisitList({ site, days, score }: { site: Site; days: Days; score: string }) {
  const { http, toasts } = useInbox();
  const { items, more } = usePages(
    async from => {
      const asked = asQuery({ days, score: score || null, cursor: from });
      const { visits, cursor } = await http.get<VisitRatingsAnswer>(`sites/${site.key}/visit-ratings${asked}`);
      return { items: visits, cursor };
    },
    { inputs: [http, site.key, days, score], onFail: toasts.fail },
  );
  return (
    <>
      {items?.length === 0 && <p class="hint">{t('none')}</p>}
      <ul class="settings-list" aria-live="polite" aria-busy={items === null}>
        {items?.map(each => (
          <VisitItem key={each.bookingId} {...each} />
        ))}
      </ul>
      <More onMore={more} />
    </>
  );
}

function VisitItem({ rating, contact }: VisitRatingsAnswer['visits'][number]) {
  const { me } = useInbox();
  const now = useApp().clock.value;
  const hasCards = me.value.switches.customers;
  const { score, word, staff, at } = rating;
  const title = (
    <>
      <span aria-hidden="true">{stars(score)} </span>
      <span class="sr-only">{t('ofFive', { n: number(score) })}, </span>
      {contact && <bdi>{nameOf(contact)}</bdi>}
    </>
  );
  return (
    <li>
      <span class="settings-name">
        {contact && hasCards ? (
          <Link to={{ kind: 'room', room: 'people', id: contact.id }}>{title}</Link>
        ) : (
          <span>{title}</span>
        )}
        {word && <span dir="auto">{word}</span>}
        <small>
          {staff.map(({ id, name }) => (
            <span key={id}>
              <bdi>{name}</bdi>
              {' · '}
            </span>
          ))}
          <time dateTime={isoTime(at)}>{moment(at, now)}</time>
        </small>
      </span>
    </li>
  );
}
