import { useState } from 'preact/hooks';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { Copy } from '../../../shell/Copy.tsx';
import { Select } from '../../../shell/fields.tsx';
import { publicAddress, ROOT } from '../../../shell/root.ts';
import { type SnippetOptions, snippetOf } from './snippet.ts';
import { t } from './words/index.ts';

/** The line that an owner puts into the site's pages. */
export function InstallPage({ site }: { site: Site }) {
  const { toasts } = useInbox();
  const [position, setPosition] = useState<SnippetOptions['position']>('end');
  return (
    <div class="form">
      <p>{t('installLead')}</p>
      <Copy
        label={t('installSnippet')}
        text={snippetOf(publicAddress('deskbell.js'), site.key, { position })}
        toasts={toasts}
      />
      <Select
        label={t('position')}
        value={position}
        onValue={setPosition}
        options={[
          ['end', t('positionEnd')],
          ['start', t('positionStart')],
        ]}
      />
      <p>
        <a href={`${ROOT}demo`} target="_blank" rel="noopener">
          {t('installDemo')}
        </a>
      </p>
      <p>
        {t('installNoScript')}:{' '}
        <a href={`${ROOT}f/${site.key}/contact`} target="_blank" rel="noopener">
          {t('channelContact')}
        </a>
        {' · '}
        <a href={`${ROOT}f/${site.key}/callback`} target="_blank" rel="noopener">
          {t('channelCallback')}
        </a>
      </p>
    </div>
  );
}
