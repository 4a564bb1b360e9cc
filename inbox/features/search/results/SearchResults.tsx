import './style.css';
import type { ContactSummary } from '../../../../protocol/contacts.ts';
import { useInbox } from '../../../inbox.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Pieces } from '../../../shell/Pieces.tsx';
import { phoneText } from '../../../shell/phones.ts';
import type { ListName } from '../../../shell/routes.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { nameOf } from '../../contacts/names.ts';
import { wordsOf } from '../../conversations/summary.ts';
import { FoundRow } from './FoundRow.tsx';
import { excerpt, markPhone, markPieces } from './mark-pieces.ts';
import { count, t } from './words/index.ts';

/** Arrows go from result to result, and from the first back to the field. */
function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.is-found a')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  if (to < 0) event.currentTarget.closest('.list')?.querySelector<HTMLElement>('input[type=search]')?.focus();
  else links[to]?.focus();
}

/** People first, then their words, with what was looked for marked. */
export function SearchResults({ view, openId }: { view: ListName; openId: string | null }) {
  const { search } = useInbox();
  const { query, results, status } = search.state.value;
  if (status === 'failed') return <Failed text={t('searchFailed')} onRetry={() => search.type(query)} />;
  if (!results) return <Skeleton lines={4} />;
  const { people, entries } = results;
  const found = people.length + entries.length;
  const marked = (text: string) => <Pieces pieces={markPieces(text, results.query)} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the links inside
    <div class="rows" aria-busy={status === 'searching'} onKeyDown={onKeyDown}>
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
              words={<Reach contact={person.contact} query={results.query} otherwise={person.preview.text} />}
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

/** How the person can be reached, as far as it is known. */
function Reach(props: { contact: ContactSummary; query: string; otherwise: string }) {
  const { contact, query, otherwise } = props;
  const { email, phone } = contact;
  if (!email && !phone) return <Pieces pieces={markPieces(otherwise, query)} />;
  return (
    <>
      <Pieces pieces={markPieces(email, query)} />
      {email && phone && ' · '}
      {phone && (
        <bdi>
          <Pieces pieces={markPhone(phoneText(phone), query)} />
        </bdi>
      )}
    </>
  );
}
