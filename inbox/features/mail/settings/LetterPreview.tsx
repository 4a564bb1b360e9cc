import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { LetterWords, LetterPreview as Preview } from '../../../../protocol/mail.ts';
import { useInbox } from '../../../inbox.ts';
import { ROOT } from '../../../shell/root.ts';
import { t } from './words/index.ts';

/** After the last key: a preview for each letter typed would only flicker. */
const PAUSE_MS = 400;

/**
 * A letter as it would arrive, while it is written. The server draws it, into a frame that runs nothing: this page may not make
 * markup of text. What can not be filled in yet leaves the last one standing.
 */
export function LetterPreview({ path, dir, words }: { path: string; dir: 'ltr' | 'rtl'; words: LetterWords }) {
  const { http } = useInbox();
  const frame = useId();
  const form = useRef<HTMLFormElement | null>(null);
  const [shown, setShown] = useState<Preview | null>(null);
  const { subject, body, button } = words;
  useEffect(() => {
    const stopped = new AbortController();
    const timer = setTimeout(() => {
      http.post<Preview>(`${path}/preview`, words, stopped.signal).then(
        next => {
          setShown(next);
          form.current?.submit();
        },
        () => undefined, // Half of a name is typed: the field says so when it is saved.
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [http, path, subject, body, button]);
  return (
    <div class="letter-preview">
      <h3>{t('preview')}</h3>
      <p class="letter-subject" dir={dir}>
        {shown?.subject}
      </p>
      <iframe title={t('preview')} name={frame} sandbox="" />
      <details>
        <summary>{t('asText')}</summary>
        <pre dir={dir}>{shown?.text}</pre>
      </details>
      <Sent action={`${ROOT}v1/${path}/page`} frame={frame} words={words} form={form} />
    </div>
  );
}

/** What is posted into the frame. It stands in the page's body, since no form may stand in another. */
function Sent(props: { action: string; frame: string; words: LetterWords; form: { current: HTMLFormElement | null } }) {
  const { action, frame, words, form } = props;
  useEffect(() => {
    const made = document.createElement('form');
    Object.assign(made, { method: 'post', action, target: frame, hidden: true });
    for (const [name, value] of Object.entries(words)) {
      const field = document.createElement('textarea');
      Object.assign(field, { name, value });
      made.append(field);
    }
    document.body.append(made);
    form.current = made;
    return () => made.remove();
  }, [action, frame, words]);
  return null;
}
