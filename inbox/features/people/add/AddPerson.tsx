import { useState } from 'preact/hooks';
import type { PersonAdd, PersonAdded } from '../../../../protocol/people.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t as pageText } from '../page/words/index.ts';
import { t } from './words/index.ts';

/** Writes somebody down, and leads to the card: one that was there, if the number or address is known. */
export function AddPerson({ onClose }: { onClose: () => void }) {
  const { http } = useInbox();
  const { go } = useApp();
  const [person, setPerson] = useState<PersonAdd>({ name: '', phone: '', email: '' });
  const set = (change: Partial<PersonAdd>) => setPerson(before => ({ ...before, ...change }));
  const form = useSubmit(async () => {
    const { id } = await http.post<PersonAdded>('people', person);
    onClose();
    go({ kind: 'room', room: 'people', id });
  });
  return (
    <Dialog class="filter" title={pageText('add')} onClose={onClose}>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={pageText('name')}
          autoComplete="off"
          maxLength={200}
          data-first
          value={person.name}
          onValue={name => set({ name })}
          problem={form.problemOf('name')}
        />
        <TextField
          label={pageText('phone')}
          type="tel"
          dir="ltr"
          autoComplete="off"
          maxLength={40}
          value={person.phone}
          onValue={phone => set({ phone })}
          problem={form.problemOf('phone', t('wanted'))}
        />
        <TextField
          label={shellText('email')}
          type="email"
          dir="ltr"
          autoComplete="off"
          maxLength={254}
          value={person.email}
          onValue={email => set({ email })}
          problem={form.problemOf('email')}
          hint={t('hint')}
        />
        <SaveOrCancel form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
