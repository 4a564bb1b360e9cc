import { isColour } from './accent.ts';
import { t } from './words/index.ts';

/** The site's colour, picked or typed. */
export function AccentField({ accent, onAccent }: { accent: string; onAccent: (accent: string) => void }) {
  return (
    <div class="field">
      <label for="accent">{t('accent')}</label>
      <span class="colour">
        <input
          type="color"
          aria-label={t('accent')}
          value={isColour(accent) ? accent : '#000000'}
          onInput={event => onAccent(event.currentTarget.value)}
        />
        <input
          id="accent"
          dir="ltr"
          maxLength={7}
          value={accent}
          aria-invalid={isColour(accent) ? undefined : true}
          onInput={event => onAccent(event.currentTarget.value.trim())}
        />
      </span>
      <p class="hint">{t('accentHint')}</p>
    </div>
  );
}
