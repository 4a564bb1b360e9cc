import { useEffect, useState } from 'preact/hooks';
import type { Erasure } from '../../../../protocol/privacy.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { asQuery } from '../../../shell/http.ts';
import { ROOT } from '../../../shell/root.ts';
import { moment } from '../../../shell/times.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { count, t } from './words/index.ts';

interface Page {
  erasures: Erasure[];
  cursor: string | null;
}

/** Who was erased, when and by whom: without a word of them. */
export function Receipts({ site }: { site: Site }) {
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const [page, setPage] = useState<Page>({ erasures: [], cursor: null });
  function load(cursor: string | null) {
    http.get<Page>(`erasures${asQuery({ cursor })}`).then(more => {
      setPage(before => ({ ...more, erasures: [...before.erasures, ...more.erasures] }));
    }, toasts.fail);
  }
  useEffect(() => load(null), [http]);
  const receipts = page.erasures.filter(each => each.siteId === site.id);
  return (
    <section>
      <h2>{t('receipts')}</h2>
      <p class="hint">{t('receiptsLead')}</p>
      {receipts.length === 0 && page.cursor === null && <p class="hint">{t('noReceipts')}</p>}
      <ul class="settings-list">
        {receipts.map(({ id, at, by, counts }) => (
          <li key={id}>
            <span class="settings-name">
              <b>{t('erasedBy', { time: moment(at, now), name: by.name })}</b>
              <small>
                <bdi dir="ltr">{id}</bdi> ·{' '}
                {count(
                  'gone',
                  Object.values(counts).reduce((all, each) => all + each, 0),
                )}
              </small>
            </span>
            <a class="btn" href={`${ROOT}v1/erasures/${id}`} download>
              {t('receipt')}
            </a>
          </li>
        ))}
      </ul>
      {page.cursor !== null && (
        <button type="button" class="btn is-start" onClick={() => load(page.cursor)}>
          {shellText('loadMore')}
        </button>
      )}
    </section>
  );
}
