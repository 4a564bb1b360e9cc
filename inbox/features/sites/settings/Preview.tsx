import { useEffect, useRef } from 'preact/hooks';
import type { OfferedChannel } from '../../../../protocol/channels.ts';
import type { SiteSettings } from '../../../../protocol/sites.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { useInbox } from '../../../inbox.ts';
import { Bell } from '../../../shell/Icon.tsx';
import { direction, type TextKey } from '../../../shell/locale.ts';
import { usePart } from '../../../shell/use-part.ts';
import { isColour } from './accent.ts';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

const TABS: Record<OfferedChannel, TextKey<Messages>> = {
  chat: 'previewChat',
  callback: 'previewCallback',
  form: 'previewContact',
  booking: 'previewBooking',
};

/** The panel in small, light and dark, with what is being typed beside it: not saved yet, and not live. */
export function Preview(props: {
  site: Pick<SiteSettings, 'name' | 'accent' | 'channels'>;
  texts: { greeting: string };
  locale: Locale;
}) {
  return (
    <aside class="previews" aria-label={t('preview')}>
      <h2>{t('preview')}</h2>
      <Panel {...props} theme="light" />
      <Panel {...props} theme="dark" />
    </aside>
  );
}

function Panel({ site, texts, locale, theme }: Parameters<typeof Preview>[0] & { theme: 'light' | 'dark' }) {
  const { me } = useInbox();
  const name = usePart(() => me.value.agent.name, [me]);
  const panel = useRef<HTMLDivElement>(null);
  // By the object model: a policy without unsafe-inline refuses style attributes.
  useEffect(() => {
    if (isColour(site.accent)) panel.current!.style.setProperty('--site', site.accent);
  }, [site.accent]);
  return (
    <div class="preview" data-theme={theme} ref={panel} aria-hidden="true">
      <b class="preview-name" dir="auto">
        {site.name}
      </b>
      <p class="preview-status">{t('previewStatus', { name })}</p>
      <div class="preview-tabs">
        {site.channels.map((channel, index) => (
          <span key={channel} class={index === 0 ? 'is-open' : undefined}>
            {t(TABS[channel])}
          </span>
        ))}
      </div>
      <div class="preview-log">
        {texts.greeting && (
          <p class="is-them" lang={locale} dir={direction(locale)}>
            {texts.greeting}
          </p>
        )}
        <p class="is-us">{t('previewVisitor')}</p>
        <p class="is-them">{t('previewAgent')}</p>
      </div>
      <div class="preview-foot">
        <span>{t('previewInput')}</span>
        <i>{t('previewSend')}</i>
      </div>
      <div class="preview-launcher">
        <Bell size={24} />
      </div>
    </div>
  );
}
