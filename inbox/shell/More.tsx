import { t } from './words/index.ts';

/** Asks for what follows in a long list. Not there where nothing does. @param onMore of `usePages` */
export function More({ onMore }: { onMore: (() => void) | null }) {
  if (!onMore) return null;
  return (
    <button type="button" class="btn is-start" onClick={onMore}>
      {t('loadMore')}
    </button>
  );
}
