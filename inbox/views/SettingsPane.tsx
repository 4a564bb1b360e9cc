import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import type { SettingsPage } from '../routes.ts';
import { Failed } from './bits.tsx';
import { Skeleton } from './Late.tsx';

export interface SettingsProps {
  page: SettingsPage | null;
  onMenu: () => void;
}

/** Settings are a chunk of their own: most days nobody opens them. */
export function SettingsPane(props: SettingsProps) {
  const [loaded, setLoaded] = useState<{ Settings: ComponentType<SettingsProps> } | null>(null);
  const [isFailed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    import('./settings/Settings.tsx').then(setLoaded, () => setFailed(true));
  };
  useEffect(load, []);
  if (loaded) return <loaded.Settings {...props} />;
  return (
    <main class="settings" id="thread">
      {isFailed ? <Failed text={t('pageFailed')} onRetry={load} /> : <Skeleton lines={6} />}
    </main>
  );
}
