import { isColour } from './accent.ts';
import { t } from './words/index.ts';

/** The site's colour, picked or typed. */
export function AccentField(props: { accent: string; onAccent: (accent: string) => void; problem: string }) {
  const { accent, onAccent, problem } = props;
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
          aria-describedby={problem ? 'accent-problem' : undefined}
          onInput={event => onAccent(event.currentTarget.value.trim())}
        />
      </span>
      {problem && (
        <p class="problem" id="accent-problem">
          {problem}
        </p>
      )}
      <p class="hint">{t('accentHint')}</p>
    </div>
  );
}
