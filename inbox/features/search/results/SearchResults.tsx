import './style.css';
import type { View } from '../../../../protocol/views.ts';
import { useInbox } from '../../../inbox.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Pieces } from '../../../shell/Pieces.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { nameOf } from '../../contacts/names.ts';
import { wordsOf } from '../../conversations/summary.ts';
import { FoundRow } from './FoundRow.tsx';
import { excerpt, markPieces } from './mark-pieces.ts';
import { count, t } from './words/index.ts';

/** People first, then their words, with what was looked for marked. */
export function SearchResults({ view, openId }: { view: View; openId: string | null }) {
  const { search } = useInbox();
  const { query, results, status } = search.state.value;
  if (status === 'failed') return <Failed text={t('searchFailed')} onRetry={() => search.type(query)} />;
  if (!results) return <Skeleton lines={4} />;
  const { people, entries } = results;
  const found = people.length + entries.length;
  const marked = (text: string) => <Pieces pieces={markPieces(text, results.query)} />;
  return (
    <div class="rows" aria-busy={status === 'searching'}>
      <p class="sr-only" role="status">
        {count('searchFound', found)}
      </p>
      {found === 0 && (
        <div class="empty">
          <p>{t('searchNone', { query: results.query })}</p>
        </div>
      )}
      {people.length > 0 && <h2>{t('searchPeople')}</h2>}
      {people.length > 0 && (
        <ul>
          {people.map(person => (
            <FoundRow
              key={person.id}
              conversation={person}
              view={view}
              isOpen={person.id === openId}
              name={marked(nameOf(person.contact))}
              words={marked(
                [person.contact.email, person.contact.phone].filter(Boolean).join(' · ') || person.preview.text,
              )}
              at={person.updatedAt}
            />
          ))}
        </ul>
      )}
      {entries.length > 0 && <h2>{t('searchMessages')}</h2>}
      {entries.length > 0 && (
        <ul>
          {entries.map(({ conversation, entry }) => (
            <FoundRow
              key={`${conversation.id} ${entry.seq}`}
              conversation={conversation}
              view={view}
              isOpen={conversation.id === openId}
              name={nameOf(conversation.contact)}
              words={marked(excerpt(wordsOf(entry), results.query))}
              at={entry.createdAt}
              seq={entry.seq}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
