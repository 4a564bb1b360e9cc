import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Contact } from '../../../../protocol/contacts.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

export function EditContact({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const { contacts, toasts } = useInbox();
  const [name, setName] = useState(contact.name);
  const [email, setEmail] = useState(contact.email);
  const [phone, setPhone] = useState(contact.phone);
  const [opened] = useState(contact);
  const form = useSubmit(async () => {
    // Only what was changed here: meanwhile the person or a colleague may have said the rest anew. Emptied is cleared.
    const words = { name, email, phone };
    const fields = (Object.keys(words) as (keyof typeof words)[]).filter(field => words[field] !== opened[field]);
    const changed = Object.fromEntries(fields.map(field => [field, words[field]]));
    await contacts.update(contact.id, changed);
    toasts.add(shellText('saved'));
    onDone();
  });
  const box = useRef<HTMLFormElement>(null);
  // Before it is drawn: a moment later it would take the focus from another field that somebody was quick to reach.
  useLayoutEffect(() => box.current?.querySelector('input')?.focus(), []);
  return (
    <form ref={box} class="person-form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <TextField
        label={t('name')}
        value={name}
        onValue={setName}
        maxLength={LIMITS.lineChars}
        problem={form.problemOf('name')}
      />
      <TextField
        label={t('phone')}
        type="tel"
        dir="ltr"
        value={phone}
        onValue={setPhone}
        maxLength={LIMITS.phoneChars}
        problem={form.problemOf('phone')}
      />
      <TextField
        label={shellText('email')}
        type="email"
        dir="ltr"
        value={email}
        onValue={setEmail}
        maxLength={LIMITS.emailChars}
        problem={form.problemOf('email')}
      />
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}
