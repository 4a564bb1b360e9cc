import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { contained } from '../../../shell/bidi.ts';
import { browserOf } from '../../../shell/browsers.ts';
import { languageName } from '../../../shell/languages.ts';
import { phoneText } from '../../../shell/phones.ts';
import { cityOf, clock } from '../../../shell/times.ts';
import { hostOfUrl, pathOfUrl } from '../../../shell/urls.ts';
import { usePart } from '../../../shell/use-part.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import type { Person } from '../../conversations/thread.ts';
import { PageLink } from '../PageLink.tsx';
import { Source } from '../Source.tsx';
import { t } from './words/index.ts';

/** How to reach them, and where they are. */
export function Facts({ person, conversationId }: { person: Person; conversationId: string }) {
  const { visitors } = useInbox();
  const now = useApp().clock.value;
  const isHere = usePart(() => visitors.here.value.has(conversationId), [visitors, conversationId]);
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
              {phoneText(contact.phone)}
            </a>{' '}
            <Source contact={contact} fact="phone" />
          </dd>
        </>
      )}
      {contact.email && (
        <>
          <dt>{shellText('email')}</dt>
          <dd>
            <a href={`mailto:${contact.email}`} dir="ltr">
              {contact.email}
            </a>{' '}
            <Source contact={contact} fact="email" />
          </dd>
        </>
      )}
      <dt>{t('theirTime')}</dt>
      <dd>{theirTime}</dd>
      <dt>{shellText('language')}</dt>
      <dd>{languageName(contact.locale)}</dd>
      {page && (
        <>
          <dt>{t(isHere ? 'page' : 'lastPage')}</dt>
          <dd>
            <PageLink url={page.url} name={pathOfUrl(page.url) || page.name} />
          </dd>
        </>
      )}
      {/* Who wrote a mail came from no page. */}
      {visitor?.userAgent && (
        <>
          <dt>{t('cameBy')}</dt>
          <dd>
            <bdi>{hostOfUrl(visitor.referrer) || t('direct')}</bdi>
          </dd>
        </>
      )}
      {visitor?.userAgent && (
        <>
          <dt>{t('browser')}</dt>
          <dd>
            <bdi>{contained(browserOf(visitor.userAgent))}</bdi>
          </dd>
        </>
      )}
    </dl>
  );
}
