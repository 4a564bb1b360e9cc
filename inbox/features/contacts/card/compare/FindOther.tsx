import './style.css';
import { useState } from 'preact/hooks';
import type { Card } from '../../../../../protocol/contacts.ts';
import { useInbox } from '../../../../inbox.ts';
import { Dialog } from '../../../../shell/Dialog.tsx';
import { Face } from '../../../../shell/Face.tsx';
import { TextField } from '../../../../shell/fields.tsx';
import { phoneText } from '../../../../shell/phones.ts';
import { Problem, Submit } from '../../../../shell/Submit.tsx';
import { useSubmit } from '../../../../shell/use-submit.ts';
import { nameOf } from '../../names.ts';
import { type Found, findPeople } from '../acts.ts';
import { t } from './words/index.ts';

/** Looks for the other card of somebody who has two. */
export function FindOther(props: { card: Card; onClose: () => void; onFound: (contactId: string) => void }) {
  const { card, onClose, onFound } = props;
  const { http } = useInbox();
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const form = useSubmit(async () => {
    const people = await findPeople(http, words);
    setFound(people.filter(({ id }) => id !== card.id));
  });
  return (
    <Dialog class="card-dialog" title={t('findTitle', { name: nameOf(card) })} onClose={onClose}>
      <form class="person-form" noValidate onSubmit={form.onSubmit}>
        <TextField label={t('findLabel')} type="search" data-first value={words} onValue={setWords} maxLength={200} />
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t('find')}</Submit>
      </form>
      {found?.length === 0 && <p role="status">{t('foundNobody')}</p>}
      <ul class="compare-found">
        {found?.map(person => (
          <li key={person.id}>
            <Face name={person.name} />
            <span>
              <b dir="auto">{nameOf(person)}</b>
              <small>{[phoneText(person.phone), person.email].filter(Boolean).join(' · ')}</small>
            </span>
            <button type="button" class="btn" onClick={() => onFound(person.id)}>
              {t('compare')}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
