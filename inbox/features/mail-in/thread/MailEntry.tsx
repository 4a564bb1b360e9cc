import './style.css';
import type { Entry } from '../../../../protocol/entries.ts';
import { linkPieces } from '../../../../protocol/links.ts';
import type { MailMark } from '../../../../protocol/mail-in.ts';
import { isolated, shownName } from '../../../shell/bidi.ts';
import { Icon } from '../../../shell/Icon.tsx';
import { Pieces } from '../../../shell/Pieces.tsx';
import { clock } from '../../../shell/times.ts';
import { EntryFiles } from '../../files/EntryFiles.tsx';
import { WholeMail } from './WholeMail.tsx';
import { t } from './words/index.ts';

type Body = Entry['body'];
export type MailMessage = Extract<Body, { kind: 'message' }> & { mail: MailMark };
export type MailEvent = Extract<Body, { event: 'mail_automatic' | 'mail_returned' }>;

/** What came by mail: somebody's words, or what a program says about a mail. */
export function MailEntry({ entry, body }: { entry: Entry; body: MailMessage | MailEvent }) {
  return body.kind === 'message' ? <MailCard entry={entry} body={body} /> : <MailLine entry={entry} event={body} />;
}

function MailCard({ entry, body: { text, files, mail } }: { entry: Entry; body: MailMessage }) {
  const { from, subject, isKnownAddress, leftOut, id } = mail;
  const name = shownName(from.name);
  return (
    <article class="card mail-card" data-seq={entry.seq}>
      <header>
        <Icon name="mail" />
        <b dir="auto">{subject || t('noSubject')}</b>
        <time>{clock(entry.createdAt)}</time>
      </header>
      <p class="card-text" dir="auto">
        <Pieces pieces={linkPieces(text)} />
      </p>
      <EntryFiles files={files} />
      {leftOut && <p class="mail-note">{t('leftOut', { names: leftOut.map(isolated).join(', ') })}</p>}
      <p class="card-from">
        {name && <bdi>{name}</bdi>}
        {from.address && <bdi dir="ltr">{from.address}</bdi>}
      </p>
      {isKnownAddress && <p class="mail-note">{t('knownAddress')}</p>}
      <WholeMail id={id} />
    </article>
  );
}

function MailLine({ entry, event }: { entry: Entry; event: MailEvent }) {
  return (
    <div class="event mail-line" data-seq={entry.seq}>
      <p>
        {lineText(event)} · {clock(entry.createdAt)}
      </p>
      {event.event === 'mail_returned' && event.reason && <p dir="auto">{event.reason}</p>}
      <WholeMail id={event.mailId} />
    </div>
  );
}

function lineText(event: MailEvent): string {
  if (event.event === 'mail_returned') {
    return event.address ? t('returned', { address: isolated(event.address) }) : t('returnedNobody');
  }
  return t('automatic', { from: isolated(event.from), subject: isolated(event.subject || t('noSubject')) });
}
