import { useState } from 'preact/hooks';
import type { WholeMail as Whole } from '../../../../protocol/mail-in.ts';
import { useInbox } from '../../../inbox.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { t } from './words/index.ts';

/** All of a mail, as text, fetched when somebody wants to see it. */
export function WholeMail({ id }: { id: string }) {
  const [wasOpened, setOpened] = useState(false);
  return (
    <details class="mail-whole" onToggle={event => event.currentTarget.open && setOpened(true)}>
      <summary>{t('whole')}</summary>
      {wasOpened && <Words id={id} />}
    </details>
  );
}

function Words({ id }: { id: string }) {
  const { http } = useInbox();
  const { answer: mail, failure, load } = useAnswer(() => http.get<Whole>(`mails/${encodeURIComponent(id)}`), [id]);
  if (failure) return <Failed text={t('wholeFailed')} onRetry={load} />;
  if (!mail) return <Skeleton lines={3} />;
  return (
    <>
      <p class="card-from">
        <bdi dir="ltr">{mail.to.join(', ')}</bdi>
      </p>
      <section
        class="mail-text"
        aria-label={t('whole')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        dir="auto"
      >
        {mail.text}
      </section>
      {mail.isCut && <p class="mail-note">{t('cut')}</p>}
    </>
  );
}
