import type { ComponentChildren } from 'preact';
import type { Contact } from '../../../../protocol/contacts.ts';
import type { Person } from '../../conversations/thread.ts';
import { Before } from './Before.tsx';
import { Facts } from './Facts.tsx';
import { Trail } from './Trail.tsx';
import { t } from './words/index.ts';

/**
 * How to reach somebody and where they are, what the site says of them, their other conversations, and the pages that they have
 * seen.
 * @param props.editor stands in the place of what it edits; null: nothing is edited
 */
export function Details(props: { person: Person; conversationId: string; editor: ComponentChildren | null }) {
  const { person, conversationId, editor } = props;
  return (
    <>
      {editor ?? <Facts person={person} conversationId={conversationId} />}
      <Attributes contact={person.contact} />
      <Before related={person.related} />
      <Trail trail={person.visitor?.trail ?? []} />
    </>
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
