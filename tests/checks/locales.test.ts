import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { ROOT } from './dist.ts';

/** Keys whose words are rightly those of English, by folder and locale. */
const SAME_AS_ENGLISH: Record<string, Record<string, string[]>> = {
  'inbox/features/deliveries/words': namesOf(['telegram', 'sms'], ['telegram']),
  'inbox/features/notices/settings/words': namesOf(['telegram', 'sms'], ['telegram']),
  'protocol/doctor/words': namesOf(['telegramTitle'], ['telegramTitle']),
};

const FOLDERS = [
  'widget/i18n',
  'widget/i18n/later',
  'widget/i18n/waiting',
  ...wordFolders('protocol'),
  ...wordFolders('server'),
  ...wordFolders('inbox'),
];
/** A text, or its plural forms as `Intl.PluralRules` names them. */
type Text = string | Record<string, string>;
type Messages = Record<string, Text>;

/** Telegram and SMS are called so in all our languages; Arabic says what an SMS is, too. */
function namesOf(keys: string[], inArabic: string[]): Record<string, string[]> {
  return { ru: keys, mn: keys, am: keys, hi: keys, ar: inArabic };
}

/** The folders named words below one of ours: every room of the inbox has its own. */
function wordFolders(below: string): string[] {
  const found = readdirSync(join(ROOT, below), { recursive: true, encoding: 'utf8' });
  return found
    .filter(path => basename(path) === 'words')
    .map(path => join(below, path))
    .sort();
}

/** All locales of a folder, by name: the module's default export, or the one called like the locale. */
async function locales(folder: string): Promise<Map<string, Messages>> {
  const files = readdirSync(join(ROOT, folder)).filter(file => /^[a-z]{2}\.ts$/.test(file));
  const loaded = files.map(async file => {
    const name = file.slice(0, 2);
    const module = (await import(join(ROOT, folder, file))) as Record<string, Messages | undefined>;
    const messages = module.default ?? module[name];
    if (!messages) throw new Error(`${folder}/${file} exports neither a default nor ${name}`);
    return [name, messages] as const;
  });
  return new Map(await Promise.all(loaded));
}

const forms = (text: Text): [form: string, words: string][] =>
  typeof text === 'string' ? [['', text]] : Object.entries(text);
const placeholders = (words: string) => [...new Set([...words.matchAll(/\{(\w+)\}/g)].map(match => match[1]!))].sort();

test('folders of words are found', () => {
  expect(FOLDERS.length).toBeGreaterThan(15);
});

for (const folder of FOLDERS) {
  const all = await locales(folder);
  const en = all.get('en');

  describe(folder, () => {
    test('has every language we speak', () => {
      expect([...all.keys()].sort()).toEqual([...LOCALES].sort());
      expect(Object.keys(en ?? {}).length).toBeGreaterThan(0);
    });

    describe.each([...all])('%s', (locale, messages) => {
      const keys = Object.keys(messages).filter(key => key in en!);

      test('has the keys of English, all of them and no others', () => {
        expect(Object.keys(messages).sort()).toEqual(Object.keys(en!).sort());
      });

      test('has words for each key, without blanks around them', () => {
        const wrong = keys.filter(key =>
          forms(messages[key]!).some(([, words]) => typeof words !== 'string' || !words || words !== words.trim()),
        );
        expect(wrong).toEqual([]);
      });

      test('has every plural form of its language where English has a plural', () => {
        const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
        const wrong = keys.filter(key => {
          if (typeof en![key] === 'string') return typeof messages[key] !== 'string';
          const has = Object.keys(messages[key]!);
          // Forms are only told apart where they differ, but the last resort must be there.
          return (
            typeof messages[key] === 'string' ||
            !has.includes('other') ||
            has.some(form => !wanted.includes(form as never))
          );
        });
        expect(wrong).toEqual([]);
      });

      test('has the placeholders of English', () => {
        const wrong = keys.filter(key => {
          const wanted = new Set(forms(en![key]!).flatMap(([, words]) => placeholders(words)));
          return forms(messages[key]!).some(([form, words]) => {
            const has = placeholders(words);
            // "one message" needs no {n}; every other form of a plural says it.
            const mayLack = form !== '' && form !== 'other' ? ['n'] : [];
            return (
              has.some(name => !wanted.has(name)) ||
              [...wanted].some(name => !has.includes(name) && !mayLack.includes(name))
            );
          });
        });
        expect(wrong).toEqual([]);
      });

      if (locale === 'en') return;
      test('is translated', () => {
        const same = keys.filter(key => {
          const [[, words]] = forms(messages[key]!).slice(-1) as [[string, string]];
          const [[, english]] = forms(en![key]!).slice(-1) as [[string, string]];
          // Only what has letters beside placeholders can be translated.
          return words === english && /\p{L}/u.test(words.replace(/\{\w+\}/g, ''));
        });
        expect(same).toEqual(SAME_AS_ENGLISH[folder]?.[locale] ?? []);
      });
    });
  });
}
