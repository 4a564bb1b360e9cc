import type { ErasuresAnswer } from '../../../../protocol/privacy.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { asQuery } from '../../../shell/http.ts';
import { More } from '../../../shell/More.tsx';
import { ROOT } from '../../../shell/root.ts';
import { moment } from '../../../shell/times.ts';
import { usePages } from '../../../shell/use-pages.ts';
import { count, t } from './words/index.ts';

/** Who was erased, when and by whom: without a word of them. */
export function Receipts({ site }: { site: Site }) {
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const { items, more } = usePages(
    async from => {
      const { erasures, cursor } = await http.get<ErasuresAnswer>(`erasures${asQuery({ cursor: from })}`);
      return { items: erasures, cursor };
    },
    { inputs: [http], onFail: toasts.fail },
  );
  const receipts = items?.filter(each => each.siteId === site.id) ?? [];
  return (
    <section>
      <h2>{t('receipts')}</h2>
      <p class="hint">{t('receiptsLead')}</p>
      {receipts.length === 0 && !more && <p class="hint">{t('noReceipts')}</p>}
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
      <More onMore={more} />
    </section>
  );
}
