import type { Entry, EntryBody } from '../../../protocol/entries.ts';
import { linkPieces } from '../../../protocol/links.ts';
import { shownName } from '../../shell/bidi.ts';
import { Icon } from '../../shell/Icon.tsx';
import { Pieces } from '../../shell/Pieces.tsx';
import { phoneText } from '../../shell/phones.ts';
import { clock } from '../../shell/times.ts';
import { EntryFiles } from '../files/EntryFiles.tsx';
import { t } from './words/index.ts';

export function FormCard({ entry, form }: { entry: Entry; form: Extract<EntryBody, { kind: 'form' }> }) {
  const { email, phone, subject, message } = form;
  const name = shownName(form.name);
  return (
    <article class="card" data-seq={entry.seq}>
      <header>
        <Icon name="mail" />
        <b dir="auto">{subject || t('formTitle')}</b>
        <time>{clock(entry.createdAt)}</time>
      </header>
      <p class="card-text" dir="auto">
        <Pieces pieces={linkPieces(message)} />
      </p>
      <EntryFiles files={form.files} />
      <p class="card-from">
        {name && <bdi>{name}</bdi>}
        {email && <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>{email}</a>}
        {phone && (
          <a href={`tel:${phone}`} dir="ltr">
            {phoneText(phone)}
          </a>
        )}
      </p>
    </article>
  );
}
