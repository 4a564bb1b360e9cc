import { useInbox } from '../../inbox.ts';
import { waitNotes, waitReasonText } from './wait-reason.ts';

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
