import { useEffect, useRef, useState } from 'preact/hooks';
import type { Contact } from '../../protocol/contacts.ts';
import type { Conversation } from '../../protocol/conversations.ts';
import { useApp, useInbox } from '../app.ts';
import { browserOf } from '../browsers.ts';
import { count, t } from '../i18n/index.ts';
import { languageName } from '../languages.ts';
import { nameOf, wayOf } from '../people.ts';
import type { Person as PersonData } from '../thread.ts';
import { cityOf, clock, moment, rowTime } from '../times.ts';
import { useValue } from '../value.ts';
import { Face, Link } from './bits.tsx';
import { pathOfUrl } from './EntryView.tsx';
import { Problem, Submit, TextField, useSubmit } from './form.tsx';
import { Icon } from './Icon.tsx';
import { Skeleton } from './Late.tsx';

/** The fourth column: who it is, how to reach them, where they are, and what was before. */
export function Person({ id, onClose }: { id: string; onClose: () => void }) {
  const inbox = useInbox();
  const thread = useValue(inbox.threads.held, held => held.get(id));
  const [isEditing, setEditing] = useState(false);
  const closer = useRef<HTMLButtonElement>(null);
  const conversation = thread?.conversation;
  const person = thread?.person && conversation ? upToDate(thread.person, conversation) : thread?.person;
  const name = conversation ? nameOf(conversation.contact) : '';
  return (
    <aside class="person" aria-label={name ? t('personOf', { name }) : t('person')}>
      <button ref={closer} type="button" class="icon-btn person-close" aria-label={t('closePanel')} onClick={onClose}>
        <Icon name="close" />
      </button>
      {!person && thread?.status === 'loading' && <Skeleton lines={5} />}
      {person && (
        <>
          <Head person={person} name={name} isEditing={isEditing} onEdit={() => setEditing(true)} />
          {isEditing ? (
            <Edit contact={person.contact} onDone={() => setEditing(false)} />
          ) : (
            <Facts person={person} conversationId={id} />
          )}
          <Attributes contact={person.contact} />
          <Before related={person.related} />
          <Trail person={person} />
        </>
      )}
    </aside>
  );
}

/** The person was read once; the conversation's summary follows all news. */
function upToDate(person: PersonData, { contact: { name, email, phone } }: Conversation): PersonData {
  return { ...person, contact: { ...person.contact, name, email, phone } };
}

function Head(props: { person: PersonData; name: string; isEditing: boolean; onEdit: () => void }) {
  const { person, name, isEditing, onEdit } = props;
  const times = person.related.length;
  return (
    <header class="person-head">
      <Face name={person.contact.name} isLarge />
      <h2 dir="auto">{name}</h2>
      <p>{times === 0 ? t('firstTime') : count('timesBefore', times)}</p>
      {person.contact.isVerified && (
        <p class="verified">
          <Icon name="check" size={16} /> {t('verified')}
        </p>
      )}
      {!isEditing && (
        <button type="button" class="btn person-edit" onClick={onEdit}>
          {t('edit')}
        </button>
      )}
    </header>
  );
}

function Facts({ person, conversationId }: { person: PersonData; conversationId: string }) {
  const inbox = useInbox();
  const { clock: time } = useApp();
  const now = useValue(time);
  const isHere = useValue(inbox.visitorsHere, here => here.has(conversationId));
  const { contact, visitor } = person;
  const page = visitor?.trail.find(item => item.kind === 'page');
  const city = cityOf(contact.timeZone);
  const theirTime = [clock(now, contact.timeZone), city].filter(Boolean).join(' · ');
  return (
    <dl class="facts">
      {contact.phone && (
        <>
          <dt>{t('phone')}</dt>
          <dd>
            <a href={`tel:${contact.phone}`} dir="ltr">
              {contact.phone}
            </a>
          </dd>
        </>
      )}
      {contact.email && (
        <>
          <dt>{t('email')}</dt>
          <dd>
            <a href={`mailto:${contact.email}`} dir="ltr">
              {contact.email}
            </a>
          </dd>
        </>
      )}
      <dt>{t('theirTime')}</dt>
      <dd>{theirTime}</dd>
      <dt>{t('language')}</dt>
      <dd>{languageName(contact.locale)}</dd>
      {page && (
        <>
          <dt>{t(isHere ? 'page' : 'lastPage')}</dt>
          <dd>
            <PageLink url={page.url} name={pathOfUrl(page.url) || page.name} />
          </dd>
        </>
      )}
      {visitor && (
        <>
          <dt>{t('cameBy')}</dt>
          <dd>
            <bdi>{hostOf(visitor.referrer) || t('direct')}</bdi>
          </dd>
        </>
      )}
      {visitor?.userAgent && (
        <>
          <dt>{t('browser')}</dt>
          <dd>{browserOf(visitor.userAgent)}</dd>
        </>
      )}
    </dl>
  );
}

function Edit({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const inbox = useInbox();
  const [name, setName] = useState(contact.name);
  const [email, setEmail] = useState(contact.email);
  const [phone, setPhone] = useState(contact.phone);
  const [opened] = useState(contact);
  const form = useSubmit(async () => {
    // Only what was changed here: meanwhile the person or a colleague may have said the rest anew. Emptied is cleared.
    const words = { name, email, phone };
    const fields = (Object.keys(words) as (keyof typeof words)[]).filter(field => words[field] !== opened[field]);
    const changed = Object.fromEntries(fields.map(field => [field, words[field]]));
    inbox.takeContact(await inbox.api.updateContact(contact.id, changed));
    inbox.toasts.add(t('saved'));
    onDone();
  });
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  return (
    <form
      ref={box}
      class="person-form"
      noValidate
      onSubmit={form.onSubmit}
      onKeyDown={event => event.key === 'Escape' && onDone()}
    >
      <TextField label={t('name')} value={name} onValue={setName} maxLength={200} problem={form.problemOf('name')} />
      <TextField
        label={t('phone')}
        type="tel"
        dir="ltr"
        value={phone}
        onValue={setPhone}
        maxLength={40}
        problem={form.problemOf('phone')}
      />
      <TextField
        label={t('email')}
        type="email"
        dir="ltr"
        value={email}
        onValue={setEmail}
        maxLength={254}
        problem={form.problemOf('email')}
      />
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('save')}</Submit>
        <button type="button" class="btn is-quiet" onClick={onDone}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

function Attributes({ contact }: { contact: Contact }) {
  const pairs = Object.entries(contact.attributes);
  if (pairs.length === 0) return null;
  return (
    <section>
      <h3>{t('attributes')}</h3>
      <dl class="facts">
        {pairs.map(([name, value]) => [
          <dt key={name} dir="auto">
            {name}
          </dt>,
          <dd key={`${name} value`} dir="auto">
            {value}
          </dd>,
        ])}
      </dl>
    </section>
  );
}

function Before({ related }: { related: readonly Conversation[] }) {
  const { clock: time, route } = useApp();
  const now = useValue(time);
  const at = useValue(route);
  const view = at.kind === 'view' ? at.view : 'all';
  if (related.length === 0) return null;
  return (
    <section>
      <h3>{t('before')}</h3>
      <ul class="past">
        {related.map(conversation => (
          <li key={conversation.id}>
            <Link to={{ kind: 'view', view, conversationId: conversation.id }}>
              <b>{t(wayOf(conversation))}</b>
              <time dateTime={new Date(conversation.updatedAt).toISOString()}>
                {rowTime(conversation.updatedAt, now)}
              </time>
              <span dir="auto">{conversation.preview.text || t('noWords')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Trail({ person }: { person: PersonData }) {
  const { clock: time } = useApp();
  const now = useValue(time);
  const trail = person.visitor?.trail ?? [];
  if (trail.length < 2) return null;
  return (
    <details>
      <summary>{t('visits')}</summary>
      <ul class="trail">
        {trail.map(({ at, kind, name, url }) => (
          <li key={`${at} ${url} ${name}`}>
            {kind === 'page' ? <PageLink url={url} name={name || pathOfUrl(url)} /> : <bdi>{name}</bdi>}
            <time dateTime={new Date(at).toISOString()}>{moment(at, now)}</time>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A page of the site, if it is one: what a visitor's page sends as a URL may be anything. */
function PageLink({ url, name }: { url: string; name: string }) {
  if (!pathOfUrl(url)) return <bdi>{name}</bdi>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" dir="auto" title={url}>
      {name}
    </a>
  );
}

function hostOf(url: string): string {
  return pathOfUrl(url) && new URL(url).host;
}
