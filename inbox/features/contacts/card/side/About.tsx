import type { ContactField, ContactFieldValue } from '../../../../../protocol/contact-fields.ts';
import type { Card } from '../../../../../protocol/contacts.ts';
import { useInbox } from '../../../../inbox.ts';
import { useApp } from '../../../../shell/app.ts';
import { contained } from '../../../../shell/bidi.ts';
import { languageName } from '../../../../shell/languages.ts';
import { lazy } from '../../../../shell/lazy.tsx';
import { number } from '../../../../shell/locale.ts';
import { cityOf, clock, date } from '../../../../shell/times.ts';
import { useAnswer } from '../../../../shell/use-answer.ts';
import { t as shellText } from '../../../../shell/words/index.ts';
import { readFields } from '../acts.ts';
import { birthdayText } from './birthdays.ts';
import { Section } from './Section.tsx';
import { t } from './words/index.ts';

const EditAbout = lazy(async () => (await import('./EditAbout.tsx')).EditAbout, { lines: 4 });

/** What is known of them, edited in place. */
export function About({ card, onChanged }: { card: Card; onChanged: () => void }) {
  const { http } = useInbox();
  const now = useApp().clock.value;
  const fields = useAnswer(() => readFields(http), []).answer ?? [];
  const theirTime = [clock(now, card.timeZone), cityOf(card.timeZone)].filter(Boolean).join(' · ');
  const facts: [string, string][] = [
    [t('callMe'), contained(card.callMe || card.name)],
    ...card.addresses.map(({ label, text }): [string, string] => [contained(label) || t('address'), contained(text)]),
    [t('birthday'), card.birthday ? birthdayText(card.birthday, now) : ''],
    [shellText('language'), languageName(card.locale)],
    [t('theirTime'), theirTime],
    [t('tags'), card.tags.map(contained).join(', ')],
    ...fields.map((field): [string, string] => [contained(field.name), shownValue(field, card.fields[field.id])]),
    ...Object.entries(card.attributes).map(([name, value]): [string, string] => [contained(name), contained(value)]),
  ];
  return (
    <Section
      title={t('about')}
      act={shellText('edit')}
      isInPlace
      form={ways => <EditAbout card={card} fields={fields} onChanged={onChanged} {...ways} />}
      onChanged={onChanged}
    >
      <dl class="facts">
        {facts
          .filter(([, words]) => words)
          .map(([label, words]) => [
            <dt key={label} dir="auto">
              {label}
            </dt>,
            <dd key={`${label} is`} dir="auto">
              {words}
            </dd>,
          ])}
      </dl>
    </Section>
  );
}

function shownValue({ kind }: ContactField, value: ContactFieldValue | undefined): string {
  if (value === undefined || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return number(value);
  if (kind === 'date') return date(Date.parse(value), Date.now(), { timeZone: 'UTC', hasWeekday: false });
  return contained(value);
}
