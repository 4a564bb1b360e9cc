import { t } from './words/index.ts';

/** Says what could not be loaded. `retry` is given where no words are loaded yet. */
export function Failed({ text, retry, onRetry }: { text: string; retry?: string; onRetry: () => void }) {
  return (
    <div class="empty" role="alert">
      <p>{text}</p>
      <button type="button" class="btn" onClick={onRetry}>
        {retry ?? t('tryAgain')}
      </button>
    </div>
  );
}
