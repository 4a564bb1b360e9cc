import type { VisitItem } from '../../../../protocol/visitors.ts';
import { useInbox } from '../../../inbox.ts';
import { contained } from '../../../shell/bidi.ts';
import { pathOfUrl } from '../../../shell/urls.ts';
import { PageLink } from '../../contacts/PageLink.tsx';
import { Line } from '../../timeline/Line.tsx';
import { count, t } from './words/index.ts';

/** What is shown of one visit: more would hide what was said between two. */
const SHOWN = 4;

/** Pages that they saw in one go. */
export function Item({ item: { siteId, trail } }: { item: VisitItem }) {
  const { sites } = useInbox();
  const pages = trail.filter(({ kind }) => kind === 'page').length;
  const site = sites.all.value.length > 1 ? sites.namesOf([siteId]) : '';
  return (
    <Line title={t('visit')} details={[pages > 0 ? count('pages', pages) : '', site && t('on', { site })]}>
      <ul class="line-pages">
        {trail.slice(0, SHOWN).map(({ at, kind, name, url }) => (
          <li key={`${at} ${url} ${name}`}>
            {kind === 'page' ? <PageLink url={url} name={name || pathOfUrl(url)} /> : <bdi>{contained(name)}</bdi>}
          </li>
        ))}
        {trail.length > SHOWN && <li>{count('more', trail.length - SHOWN)}</li>}
      </ul>
    </Line>
  );
}
