import type { Visitor } from '../../../../protocol/visitors.ts';
import { useApp } from '../../../shell/app.ts';
import { contained } from '../../../shell/bidi.ts';
import { isoTime, moment } from '../../../shell/times.ts';
import { pathOfUrl } from '../../../shell/urls.ts';
import { PageLink } from '../PageLink.tsx';
import { t } from './words/index.ts';

/** The pages they have seen, newest first. */
export function Trail({ trail }: { trail: Visitor['trail'] }) {
  const now = useApp().clock.value;
  if (trail.length < 2) return null;
  return (
    <details>
      <summary>{t('visits')}</summary>
      <ul class="trail">
        {trail.map(({ at, kind, name, url }) => (
          <li key={`${at} ${url} ${name}`}>
            {kind === 'page' ? <PageLink url={url} name={name || pathOfUrl(url)} /> : <bdi>{contained(name)}</bdi>}
            <time dateTime={isoTime(at)}>{moment(at, now)}</time>
          </li>
        ))}
      </ul>
    </details>
  );
}
