import { linkPieces } from '../../../protocol/links.ts';
import { useInbox } from '../../inbox.ts';
import { errorText } from '../../shell/errors.ts';
import { Pieces } from '../../shell/Pieces.tsx';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import type { Pending } from './outgoing.ts';
import { t } from './words/index.ts';

/** Sent and not yet stored, or refused for good. */
export function PendingView({ pending }: { pending: Pending }) {
  const { link, conversations } = useInbox();
  const { retry, discard } = conversations.outgoing;
  const isLinked = usePart(() => link.state.value === 'ready', [link]);
  const { clientId, kind, text, failure } = pending;
  return (
    <>
      <p class={`${kind === 'note' ? 'note' : 'msg is-us'} is-pending`} dir="auto">
        <Pieces pieces={linkPieces(text)} />
      </p>
      {failure ? (
        <p class="meta is-end is-failed" role="alert">
          {t('notSent')}. {errorText(failure)}
          <button type="button" onClick={() => retry(clientId)}>
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
