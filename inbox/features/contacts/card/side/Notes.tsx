import { useState } from 'preact/hooks';
import type { Card } from '../../../../../protocol/contacts.ts';
import { LIMITS } from '../../../../../protocol/wire/limits.ts';
import { useInbox, useMayAct } from '../../../../inbox.ts';
import { useApp } from '../../../../shell/app.ts';
import { contained } from '../../../../shell/bidi.ts';
import { TextArea } from '../../../../shell/fields.tsx';
import { Icon } from '../../../../shell/Icon.tsx';
import { SaveOrCancel } from '../../../../shell/Submit.tsx';
import { date, isoTime } from '../../../../shell/times.ts';
import { useActs } from '../../../../shell/use-acts.ts';
import { onEscape } from '../../../../shell/use-opener.ts';
import { useSubmit } from '../../../../shell/use-submit.ts';
import { addNote, dropNote } from '../acts.ts';
import { Section, type Ways } from './Section.tsx';
import { t } from './words/index.ts';

/** What colleagues should know, the newest first. Only agents see it. */
export function Notes({ card, onChanged }: { card: Card; onChanged: () => void }) {
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const mayAct = useMayAct();
  const { isBusy, run } = useActs(toasts);
  const drop = (id: string) =>
    run(id, async () => {
      await dropNote(http, card, id);
      onChanged();
    });
  return (
    <Section title={t('notes')} act={t('add')} form={ways => <Add card={card} {...ways} />} onChanged={onChanged}>
      {card.notes.length === 0 && <p class="hint">{t('noNotes')}</p>}
      <ul class="card-notes">
        {card.notes.toReversed().map(({ id, text, by, at }) => (
          <li key={id}>
            <p dir="auto">{contained(text)}</p>
            <small>
              <bdi>{contained(by.name)}</bdi>
              {' · '}
              <time dateTime={isoTime(at)}>{date(at, now, { hasWeekday: false })}</time>
            </small>
            {mayAct && (
              <button
                type="button"
                class="icon-btn"
                aria-label={t('dropNote', { text: contained(text) })}
                aria-disabled={isBusy(id)}
                onClick={() => void drop(id)}
              >
                <Icon name="close" size={16} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Add({ card, onDone, onCancel }: Ways & { card: Card }) {
  const { http } = useInbox();
  const [text, setText] = useState('');
  const form = useSubmit(async () => {
    await addNote(http, card, text);
    onDone();
  });
  return (
    <form class="person-form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onCancel)}>
      <TextArea
        label={t('note')}
        isFocused
        rows={3}
        maxLength={LIMITS.contactNoteChars}
        value={text}
        onValue={setText}
        problem={form.problemOf('text')}
      />
      <SaveOrCancel form={form} onCancel={onCancel} />
    </form>
  );
}
