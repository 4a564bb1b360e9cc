import { useState } from 'preact/hooks';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { languageName } from '../../../shell/languages.ts';
import { t } from './words/index.ts';

type Names = Partial<Record<Locale, string>>;

/** The name in the desk's language, and in as many others as the shop's people read. */
export function NameFields(props: {
  names: Names;
  /** The desk's. */
  first: Locale;
  onNames: (names: Names) => void;
  problem: string;
}) {
  const { names, first, onNames, problem } = props;
  const [newest, setNewest] = useState<Locale>(first);
  const shown = LOCALES.filter(each => names[each] !== undefined && each !== first);
  const others = LOCALES.filter(each => each !== first && !shown.includes(each));
  const field = (locale: Locale) => (
    <TextField
      key={locale}
      label={locale === first ? t('name') : t('nameIn', { language: languageName(locale) })}
      lang={locale}
      isFocused={locale === newest}
      maxLength={100}
      value={names[locale] ?? ''}
      onValue={name => onNames({ ...names, [locale]: name })}
      problem={locale === first ? problem : ''}
    />
  );
  return (
    <>
      {[first, ...shown].map(field)}
      {others.length > 0 && (
        <details class="folded">
          <summary>{t('moreLanguages')}</summary>
          <Select
            label={t('addLanguage')}
            value=""
            onValue={(locale: Locale | '') => {
              if (!locale) return;
              setNewest(locale);
              onNames({ ...names, [locale]: '' });
            }}
            options={[['', '–'], ...others.map(each => [each, languageName(each)] as const)]}
          />
        </details>
      )}
    </>
  );
}
