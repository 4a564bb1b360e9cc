import type { Locale } from '../../../../protocol/wire/fields.ts';
import { Select, TextArea } from '../../../shell/fields.tsx';
import { LANGUAGE_OPTIONS } from '../../../shell/locale.ts';
import { t } from './words/index.ts';

interface Texts {
  greeting: string;
  consent: string;
}

/** What the widget says of its own, in one language at a time. */
export function TextsField(props: {
  locale: Locale;
  texts: Texts;
  onLocale: (locale: Locale) => void;
  onTexts: (texts: Texts) => void;
}) {
  const { locale, texts, onLocale, onTexts } = props;
  const common = { rows: 2, maxLength: 4000, lang: locale };
  return (
    <fieldset>
      <legend>{t('texts')}</legend>
      <Select label={t('textsLocale')} value={locale} onValue={onLocale} options={LANGUAGE_OPTIONS} />
      <TextArea
        {...common}
        label={t('greeting')}
        hint={t('greetingHint')}
        value={texts.greeting}
        onValue={greeting => onTexts({ ...texts, greeting })}
      />
      <TextArea
        {...common}
        label={t('consent')}
        hint={t('consentHint')}
        value={texts.consent}
        onValue={consent => onTexts({ ...texts, consent })}
      />
    </fieldset>
  );
}
