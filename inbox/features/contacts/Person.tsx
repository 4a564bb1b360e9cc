import './style.css';
import { useState } from 'preact/hooks';
import type { Conversation } from '../../../protocol/conversations.ts';
import { useInbox, useMayAct } from '../../inbox.ts';
import { Face } from '../../shell/Face.tsx';
import { Icon } from '../../shell/Icon.tsx';
import { lazy } from '../../shell/lazy.tsx';
import { Skeleton } from '../../shell/Skeleton.tsx';
import { useOpener } from '../../shell/use-opener.ts';
import { usePart } from '../../shell/use-part.ts';
import { t as shellText } from '../../shell/words/index.ts';
import type { Person as PersonData } from '../conversations/thread.ts';
import { nameOf } from './names.ts';
import { Source } from './Source.tsx';
import { count, t } from './words/index.ts';

const Details = lazy(async () => (await import('./details/Details.tsx')).Details, { lines: 3 });
/** What few ever open. */
const EditContact = lazy(async () => (await import('./edit/EditContact.tsx')).EditContact, { lines: 3 });
const Beside = lazy(async () => (await import('./card/Beside.tsx')).Beside);
const SendTranscript = lazy(async () => (await import('../mail/transcript/SendTranscript.tsx')).SendTranscript);
const PersonPrivacy = lazy(async () => (await import('../privacy/person/PersonPrivacy.tsx')).PersonPrivacy);

/** The fourth column: who it is, how to reach them, where they are, and what was before. */
export function Person({ id, isBehind, onClose }: { id: string; isBehind: boolean; onClose: () => void }) {
  const { me, conversations } = useInbox();
  const { threads } = conversations;
  const thread = usePart(() => threads.held.value.get(id), [threads, id]);
  const [isEditing, setEditing] = useState(false);
  const opener = useOpener(isEditing ? 'edit' : null);
  const isOwner = usePart(() => me.value.agent.role === 'owner', [me]);
  const hasCards = usePart(() => me.value.switches.customers, [me]);
  const hasMail = usePart(() => me.value.hasMail, [me]);
  const mayAct = useMayAct();
  const conversation = thread?.conversation;
  const person = thread?.person && conversation ? upToDate(thread.person, conversation) : thread?.person;
  const name = conversation ? nameOf(conversation.contact) : '';
  return (
    <aside class="person" aria-label={name ? t('personOf', { name }) : t('person')} inert={isBehind}>
      <button type="button" class="icon-btn person-close" aria-label={shellText('closePanel')} onClick={onClose}>
        <Icon name="close" />
      </button>
      {!person && thread?.status === 'loading' && <Skeleton lines={5} />}
      {person && (
        <>
          <Head
            person={person}
            name={name}
            hasCards={hasCards}
            editor={isEditing ? null : opener('edit')}
            onEdit={() => setEditing(true)}
          />
          {/* Whom somebody was joined to by itself is said to whoever has no cards, too. */}
          {conversation && (hasCards || conversation.contact.card) && (
            <Beside key={person.contact.id} conversation={conversation} hasCards={hasCards} />
          )}
          <Details
            person={person}
            conversationId={id}
            editor={isEditing ? <EditContact contact={person.contact} onDone={() => setEditing(false)} /> : null}
          />
          {hasMail && mayAct && person.contact.email && <SendTranscript key={id} conversationId={id} />}
          {isOwner && <PersonPrivacy key={person.contact.id} contact={person.contact} name={name} />}
        </>
      )}
    </aside>
  );
}

/** The person was read once; the conversation's summary follows all news. */
function upToDate(person: PersonData, { contact: { name, email, phone } }: Conversation): PersonData {
  return { ...person, contact: { ...person.contact, name, email, phone } };
}

function Head(props: {
  person: PersonData;
  name: string;
  hasCards: boolean;
  /** What the button is known by that opens the editor; null while that is open. */
  editor: ((button: HTMLElement | null) => void) | null;
  onEdit: () => void;
}) {
  const { person, name, hasCards, editor, onEdit } = props;
  const times = person.related.length;
  const mayAct = useMayAct();
  return (
    <header class="person-head">
      <Face name={person.contact.name} isLarge />
      <h2 dir="auto">{name}</h2>
      {/* Who has a card is told there how long they are known. */}
      {!hasCards && <p>{times === 0 ? t('firstTime') : count('timesBefore', times)}</p>}
      {person.contact.isVerified && (
        <p class="verified">
          <Icon name="check" size={16} /> {t('verified')} <Source contact={person.contact} fact="name" />
        </p>
      )}
      {mayAct && editor && (
        <button ref={editor} type="button" class="btn person-edit" onClick={onEdit}>
          {shellText('edit')}
        </button>
      )}
    </header>
  );
}
