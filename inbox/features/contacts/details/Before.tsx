import type { Conversation } from '../../../../protocol/conversations.ts';
import { useApp } from '../../../shell/app.ts';
import { Link } from '../../../shell/Link.tsx';
import { isoTime, rowTime } from '../../../shell/times.ts';
import { lastWords, wayOf } from '../../conversations/summary.ts';
import { t } from './words/index.ts';

/** Other conversations of the same person. */
export function Before({ related }: { related: readonly Conversation[] }) {
  const { clock, route } = useApp();
  const now = clock.value;
  const at = route.value;
  const view = at.kind === 'view' ? at.view : 'all';
  if (related.length === 0) return null;
  return (
    <section>
      <h3>{t('before')}</h3>
      <ul class="past">
        {related.map(conversation => (
          <li key={conversation.id}>
            <Link to={{ kind: 'view', view, conversationId: conversation.id }}>
              <b>{wayOf(conversation)}</b>
              <time dateTime={isoTime(conversation.updatedAt)}>{rowTime(conversation.updatedAt, now)}</time>
              <span dir="auto">{lastWords(conversation)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
