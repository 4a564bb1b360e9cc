import type { Locale } from '../../../../protocol/wire/fields.ts';
import { languageName } from '../../../shell/languages.ts';
import { LANGUAGE_OPTIONS } from '../../../shell/locale.ts';
import { t } from './words/index.ts';

/** The languages of the script, one of them open; further ones can be added. */
export function Languages(props: {
  locales: readonly Locale[];
  locale: Locale;
  onChoose: (locale: Locale) => void;
  onLocale: (locale: Locale, isOn: boolean) => void;
}) {
  const { locales, locale, onChoose, onLocale } = props;
  const others = LANGUAGE_OPTIONS.filter(([each]) => !locales.includes(each));
  return (
    <fieldset class="script-languages">
      <legend class="sr-only">{t('languages')}</legend>
      {locales.map(each => (
        <button key={each} type="button" class="btn" aria-pressed={each === locale} onClick={() => onChoose(each)}>
          {languageName(each)}
        </button>
      ))}
      {others.length > 0 && (
        <select
          aria-label={t('addLanguage')}
          value=""
          onChange={event => onLocale(event.currentTarget.value as Locale, true)}
        >
          <option value="">{t('addLanguage')}</option>
          {others.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
      {locales.length > 1 && (
        <button type="button" class="btn is-quiet" onClick={() => onLocale(locale, false)}>
          {t('removeLanguage', { language: languageName(locale) })}
        </button>
      )}
    </fieldset>
  );
}
