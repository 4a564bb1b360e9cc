import './style.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Contact } from '../../../../protocol/contacts.ts';
import type { Erasure } from '../../../../protocol/privacy.ts';
import { useInbox } from '../../../inbox.ts';
import { ROOT } from '../../../shell/root.ts';
import { Problem } from '../../../shell/Submit.tsx';
import { onEscape, useOpener } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** What an owner does when a person asks what is held of them, or wants to be forgotten. */
export function PersonPrivacy({ contact, name }: { contact: Contact; name: string }) {
  const [isAsking, setAsking] = useState(false);
  const opener = useOpener(isAsking ? 'erase' : null);
  const file = (format: string) => `${ROOT}v1/contacts/${encodeURIComponent(contact.id)}/export?format=${format}`;
  return (
    <section class="person-privacy">
      <h3>{t('privacy')}</h3>
      <p class="person-files">
        <a class="btn" href={file('html')} download>
          {t('exportPage')}
        </a>
        <a class="btn" href={file('jsonl')} download>
          {t('exportData')}
        </a>
      </p>
      <button
        ref={opener('erase')}
        type="button"
        class="btn is-danger"
        aria-expanded={isAsking}
        onClick={() => setAsking(true)}
        hidden={isAsking}
      >
        {t('erase')}
      </button>
      {isAsking && <Confirm contact={contact} name={name} onCancel={() => setAsking(false)} />}
    </section>
  );
}

/** The second step. The way out has the focus: whoever presses Enter once too often erases nobody. */
function Confirm(props: { contact: Contact; name: string; onCancel: () => void }) {
  const { contact, name, onCancel } = props;
  const { http, toasts } = useInbox();
  const form = useSubmit(async () => {
    const { id } = await http.post<Erasure>(`contacts/${encodeURIComponent(contact.id)}/erasure`, { confirm: 'erase' });
    toasts.add(t('didErase', { receipt: id }));
  });
  const way = useRef<HTMLButtonElement>(null);
  // Before it is drawn, so that no key goes elsewhere.
  useLayoutEffect(() => way.current?.focus(), []);
  return (
    <form
      class="erase-ask"
      role="alertdialog"
      aria-labelledby="erase-title"
      aria-describedby="erase-lead"
      onSubmit={form.onSubmit}
      onKeyDown={onEscape(onCancel)}
    >
      <h4 id="erase-title" dir="auto">
        {t('eraseTitle', { name })}
      </h4>
      <p id="erase-lead">{t('eraseLead')}</p>
      <Problem text={form.problem} />
      <div class="acts">
        <button ref={way} type="button" class="btn" onClick={onCancel}>
          {shellText('cancel')}
        </button>
        <button type="submit" class="btn is-danger" aria-disabled={form.isBusy}>
          {t('eraseForGood')}
        </button>
      </div>
    </form>
  );
}
