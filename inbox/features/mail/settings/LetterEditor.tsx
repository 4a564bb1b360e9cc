import { useRef, useState } from 'preact/hooks';
import { LETTER_TEMPLATES, type LetterTemplate } from '../../../../protocol/letter-templates.ts';
import type { LetterAnswer, LetterWords } from '../../../../protocol/mail.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Select, TextArea, TextField } from '../../../shell/fields.tsx';
import { codeOf } from '../../../shell/http.ts';
import { currentLocale, direction, LANGUAGE_OPTIONS } from '../../../shell/locale.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t as letterName } from '../words/index.ts';
import { LetterPreview } from './LetterPreview.tsx';
import { t } from './words/index.ts';

/** The words of the letters, one in one language at a time. */
export function LetterEditor() {
  const { http } = useInbox();
  const [template, setTemplate] = useState<LetterTemplate>('invitation');
  const [locale, setLocale] = useState<Locale>(currentLocale());
  const path = `mail/letters/${template}/${locale}`;
  const read = async () => ({ of: path, letter: await http.get<LetterAnswer>(path) });
  const { answer, failure, change, load } = useAnswer(read, [http, path]);
  /** Until the next one is there, the one before is: it would be saved in its place. */
  const letter = answer?.of === path ? answer.letter : null;
  /** What was typed and is not saved, by the letter: another one may be looked at meanwhile. */
  const [drafts, setDrafts] = useState<Readonly<Record<string, LetterWords | undefined>>>({});
  const [resets, setResets] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone when the first words are back.
  useKeptFocus(heading, [resets]);

  function show(next: LetterAnswer) {
    // Another letter may have been chosen since.
    change(now => (now.of === path ? { of: path, letter: next } : now));
  }
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {t('letters')}
      </h2>
      <div class="letter-choice">
        <Select
          label={t('letter')}
          value={template}
          onValue={setTemplate}
          options={LETTER_TEMPLATES.map(each => [each, letterName(each)] as const)}
        />
        <Select label={shellText('language')} value={locale} onValue={setLocale} options={LANGUAGE_OPTIONS} />
      </div>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!failure && !letter && <Skeleton lines={4} />}
      {letter && (
        <Words
          key={path}
          path={path}
          dir={direction(locale)}
          saved={letter}
          words={drafts[path] ?? letter.words}
          onWords={words => setDrafts(before => ({ ...before, [path]: words }))}
          onSaved={(next, sent) => {
            show(next);
            // What was typed meanwhile stays.
            setDrafts(before => (before[path] === sent ? { ...before, [path]: undefined } : before));
          }}
          onTaken={load}
          onReset={next => {
            show(next);
            setDrafts(before => ({ ...before, [path]: undefined }));
            setResets(before => before + 1);
          }}
        />
      )}
    </section>
  );
}

function Words(props: {
  path: string;
  /** Of the letter's language, whatever word or name its first one is. */
  dir: 'ltr' | 'rtl';
  saved: LetterAnswer;
  /** As they are now in the fields. */
  words: LetterWords;
  onWords: (words: LetterWords) => void;
  onSaved: (next: LetterAnswer, sent: LetterWords) => void;
  onReset: (next: LetterAnswer) => void;
  /** They are others by now. */
  onTaken: () => void;
}) {
  const { path, dir, saved, words, onWords, onSaved, onReset, onTaken } = props;
  const { http, toasts } = useInbox();
  const form = useSubmit(async () => {
    try {
      onSaved(await http.put<LetterAnswer>(path, { ...words, was: saved.words }), words);
      toasts.add(shellText('saved'));
    } catch (error) {
      // What is typed stays, beside the words that somebody else has saved meanwhile.
      if (codeOf(error) === 'ALREADY_CLAIMED') onTaken();
      throw error;
    }
  });
  async function reset() {
    try {
      await http.delete(path);
      onReset(await http.get<LetterAnswer>(path));
      toasts.add(t('didReset'));
    } catch (error) {
      toasts.fail(error);
    }
  }
  const names = saved.names.map(each => `{{${each}}}`).join(' ');
  const isChanged = JSON.stringify(words) !== JSON.stringify(saved.words);
  const field = (name: keyof LetterWords) => ({
    label: t(name),
    dir,
    value: words[name],
    onValue: (value: string) => onWords({ ...words, [name]: value }),
    problem: form.problemOf(name, t('wordsWrong')),
  });
  return (
    <form class="form letter-words" noValidate onSubmit={form.onSubmit}>
      <TextField {...field('subject')} maxLength={200} />
      <TextArea {...field('body')} hint={t('bodyHint')} rows={8} maxLength={4000} />
      {saved.hasLink && <TextField {...field('button')} maxLength={60} />}
      {names && <p class="hint">{t('names', { names })}</p>}
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
        {saved.isOwn && (
          <button type="button" class="btn is-quiet" onClick={() => void reset()}>
            {t('reset')}
          </button>
        )}
      </div>
      <LetterPreview path={path} dir={dir} words={words} />
    </form>
  );
}
