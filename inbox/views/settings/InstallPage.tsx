import { useState } from 'preact/hooks';
import type { Site } from '../../../protocol/sites.ts';
import { t } from '../../i18n/index.ts';
import { publicAddress, ROOT } from '../../root.ts';
import { type SnippetOptions, snippetOf } from '../../snippet.ts';
import { Select } from '../form.tsx';
import { Copy } from './Copy.tsx';

export function InstallPage({ site }: { site: Site }) {
  const [position, setPosition] = useState<SnippetOptions['position']>('end');
  return (
    <div class="form">
      <p>{t('installLead')}</p>
      <Copy label={t('installSnippet')} text={snippetOf(publicAddress('deskbell.js'), site.key, { position })} />
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
