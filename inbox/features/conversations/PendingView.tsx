import { linkPieces } from '../../../protocol/links.ts';
import { useInbox } from '../../inbox.ts';
import { Pieces } from '../../shell/Pieces.tsx';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import { failureText } from '../files/failures.ts';
import { Tray } from '../files/Tray.tsx';
import { colleaguesAt } from '../mentions/match.ts';
import type { Pending } from './outgoing.ts';
import { t } from './words/index.ts';

/** Sent and not yet stored, or refused for good. */
export function PendingView({ pending }: { pending: Pending }) {
  const { link, conversations, sites, agents, me } = useInbox();
  const { retry, discard } = conversations.outgoing;
  const isLinked = usePart(() => link.state.value === 'ready', [link]);
  const { clientId, conversationId, kind, text, failure } = pending;
  const siteId = usePart(() => conversations.find(conversationId)?.siteId, [conversations, conversationId]);
  const rules = usePart(() => sites.all.value.find(({ id }) => id === siteId)?.files, [sites, siteId]);
  const nameable = () => colleaguesAt(agents.all.peek(), siteId ?? '', me.peek().agent.id).map(each => each.id);
  return (
    <>
      {text && (
        <p class={`${kind === 'note' ? 'note' : 'msg is-us'} is-pending`} dir="auto">
          <Pieces pieces={linkPieces(text)} />
        </p>
      )}
      <div class="files is-us">
        <Tray owner={clientId} siteId={siteId} />
      </div>
      {failure ? (
        <p class="meta is-end is-failed" role="alert">
          {t('notSent')}. {failureText(failure, rules)}
          <button type="button" onClick={() => retry(clientId, nameable())}>
            {shellText('tryAgain')}
          </button>
          <button type="button" onClick={() => discard(clientId)}>
            {t('discard')}
          </button>
        </p>
      ) : (
        <p class="meta is-end">{t(isLinked ? 'sending' : 'waitsForLink')}</p>
      )}
    </>
  );
}
