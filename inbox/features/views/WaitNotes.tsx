import { useInbox } from '../../inbox.ts';
import { waitNotes, waitReasonText } from './wait-reason.ts';
import { t } from './words/index.ts';

/** Why nobody is given what Unassigned lists; with the sites' names, where it is another reason for some of them. */
export function WaitNotes() {
  const { views, sites } = useInbox();
  const { byId, query } = views.rows.value;
  const listed = query.siteId ? [query.siteId] : [...byId.values()].map(row => row.conversation.siteId);
  return waitNotes(views.waits.value, listed).map(({ reason, siteIds }) => (
    <p key={reason} class="wait-reason">
      {siteIds.length > 0 && (
        <>
          <bdi>{sites.namesOf(siteIds)}</bdi>
          {': '}
        </>
      )}
      {waitReasonText(reason)}
    </p>
  ));
}

/** To who has as many as they take, in their own list: that others wait for it, or that nobody does, where nobody else could answer. */
export function TooManyNotes() {
  const { agents, me, views } = useInbox();
  const { id } = me.value.agent;
  const agent = agents.all.value.find(each => each.id === id);
  const { mine, unassigned } = views.counts.value;
  const most = agent ? agent.capacity + (agent.letterCapacity ?? 0) : 0;
  if (!agent || mine < most) return null;
  if (!agents.areSeveral()) {
    // Who takes none is given none, alone or not.
    if (mine === most || most === 0) return null;
    return <p class="wait-reason">{t('aloneWithMany', { n: String(mine), most: String(most) })}</p>;
  }
  const { waitReason, waitReasonOf } = views.waits.value;
  const isForRoom = [waitReason, ...Object.values(waitReasonOf)].includes('nobody_has_room');
  return unassigned > 0 && isForRoom && <p class="wait-reason">{waitReasonText('nobody_has_room')}</p>;
}
