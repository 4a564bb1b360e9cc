import type { CallerGlance } from '../../../../protocol/calls.ts';
import { useInbox } from '../../../inbox.ts';
import { shownName } from '../../../shell/bidi.ts';
import { Link } from '../../../shell/Link.tsx';
import { t } from '../words/index.ts';

/** The way to the person: their card where the desk has cards, else what they said last. */
export function OpenCard({ people }: { people: readonly CallerGlance[] }) {
  const { switches } = useInbox().me.value;
  return (
    <>
      {people.map(({ id, name, lastWords }) => {
        const label = people.length > 1 ? `${t('openCard')}: ${shownName(name)}` : undefined;
        if (switches.customers) {
          return (
            <Link key={id} class="btn is-go" to={{ kind: 'room', room: 'people', id }} aria-label={label}>
              {people.length > 1 ? shownName(name) || t('openCard') : t('openCard')}
            </Link>
          );
        }
        return lastWords ? (
          <Link key={id} class="btn is-go" to={{ kind: 'view', view: 'all', conversationId: lastWords.conversationId }}>
            {t('openTalk')}
          </Link>
        ) : null;
      })}
    </>
  );
}
