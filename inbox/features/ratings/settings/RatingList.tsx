import { useState } from 'preact/hooks';
import type { RatingsAnswer } from '../../../../protocol/rating-reports.ts';
import { stars } from '../../../../protocol/rating-scale.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { asQuery } from '../../../shell/http.ts';
import { Link } from '../../../shell/Link.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { number } from '../../../shell/locale.ts';
import { More } from '../../../shell/More.tsx';
import { isoTime, moment } from '../../../shell/times.ts';
import { usePages } from '../../../shell/use-pages.ts';
import { nameOf } from '../../contacts/names.ts';
import { t as talkText } from '../../conversations/words/index.ts';
import { t } from './words/index.ts';

const ComplaintDialog = lazy(async () => (await import('../../complaints/dialog/ComplaintDialog.tsx')).ComplaintDialog);

/** How far back it goes. */
export type Days = '30' | '90';

/**
 * Each rating of a talk or a call, newest first; it leads to its place in the conversation.
 * @param props.score only of this one; empty: of any
 */
export function RatingList({ site, days, score }: { site: Site; days: Days; score: string }) {
  const { http, toasts } = useInbox();
  const { items, more } = usePages(
    async from => {
      const asked = asQuery({ days, score: score || null, cursor: from });
      const { ratings, cursor } = await http.get<RatingsAnswer>(`sites/${site.key}/ratings${asked}`);
      return { items: ratings, cursor };
    },
    { inputs: [http, site.key, days, score], onFail: toasts.fail },
  );
  return (
    <>
      {items?.length === 0 && <p class="hint">{t('none')}</p>}
      <ul class="settings-list" aria-live="polite" aria-busy={items === null}>
        {items?.map(each => (
          <RatingItem key={each.rating.id} {...each} isLow={each.rating.score <= site.rating.lowScore} />
        ))}
      </ul>
      <More onMore={more} />
    </>
  );
}

function RatingItem({ rating, conversation, isLow }: RatingsAnswer['ratings'][number] & { isLow: boolean }) {
  const { me } = useInbox();
  const [isOpen, setOpen] = useState(false);
  const now = useApp().clock.value;
  const { seq, score, word, of, agentName, teams = [], createdAt } = rating;
  const { id, status, contact } = conversation;
  const view = status === 'open' ? 'all' : status === 'held' ? 'quarantine' : status;
  return (
    <li>
      <span class="settings-name">
        <Link to={{ kind: 'view', view, conversationId: id, seq }}>
          <span aria-hidden="true">{stars(score)} </span>
          <span class="sr-only">{t('ofFive', { n: number(score) })}, </span>
          <bdi>{nameOf(contact)}</bdi>
        </Link>
        {word && <span dir="auto">{word}</span>}
        <small>
          {t(of === 'call' ? 'ofCall' : 'ofChat')}
          {' · '}
          <bdi>{agentName}</bdi>
          {teams.map(({ id: teamId, name }) => (
            <span key={teamId}>
              {' · '}
              <bdi>{name}</bdi>
            </span>
          ))}
          {' · '}
          <time dateTime={isoTime(createdAt)}>{moment(createdAt, now)}</time>
        </small>
      </span>
      {isLow && me.value.switches.customers && (
        <button type="button" class="btn is-quiet" onClick={() => setOpen(true)}>
          {talkText('complain')}
        </button>
      )}
      {isOpen && (
        <ComplaintDialog contactId={contact.id} conversationId={id} rated={rating} onClose={() => setOpen(false)} />
      )}
    </li>
  );
}
