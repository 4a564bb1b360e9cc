import { t } from './words/index.ts';

/** What whoever holds the phone may read. */
export function LockedScreen(props: { showsWords: boolean; onShowsWords: (showsWords: boolean) => void }) {
  const { showsWords, onShowsWords } = props;
  return (
    <fieldset>
      <legend>{t('lockedScreen')}</legend>
      <label class="check">
        <input type="checkbox" checked={showsWords} onChange={event => onShowsWords(event.currentTarget.checked)} />
        {t('showsWords')}
      </label>
      <p class="hint">{t('showsWordsHint')}</p>
    </fieldset>
  );
}
