/** What was said, mailed to the visitor who wants it (SPEC ML12): a chunk for talks that are over. */
import type { OwnTranscriptAnswer } from '../../../protocol/mail.ts';
import { isolatedName } from '../../../protocol/turning.ts';
import { newClientId } from '../../../protocol/wire/client-id.ts';
import { fill } from '../../../protocol/words.ts';
import { language, laterWords, words } from '../../panel/language.ts';
import { saved } from '../../panel/saved.ts';
import { desk } from '../../panel/site.ts';
import { addStyle } from '../../panel/style.ts';
import { createValue, watching } from '../../panel/value.ts';
import style from './transcript.css?inline';

addStyle(style);

const NOTHING = {
  state: '' as OwnTranscriptAnswer['state'] | 'sending' | 'failed' | 'invalid' | '',
  /** Of the server: the beginning of an address. */
  to: '',
  /** Typed, where the server knows none. */
  email: undefined as string | undefined,
  /** The same until the server has answered, however often it is asked. */
  clientId: '',
};
const wish = createValue(NOTHING);

async function send() {
  const { server, key } = desk.now;
  const { email, clientId = '' } = wish.now;
  const body = { clientId: clientId || newClientId(), ...(email !== undefined && { email }) };
  wish.change({ state: 'sending', clientId: body.clientId });
  try {
    const answer = await fetch(`${server}v1/sites/${key}/transcript`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${saved.now.token}` },
      body: JSON.stringify(body),
    });
    if (answer.status === 422) return wish.change({ state: 'invalid' });
    if (!answer.ok) throw answer;
    const { state, to } = (await answer.json()) as OwnTranscriptAnswer;
    // What they typed elsewhere on this site is most likely theirs.
    const { reach = '' } = saved.now.draft;
    wish.change({
      ...{ state, to, clientId: '' },
      ...(state === 'nobody' && { email: reach.includes('@') ? reach : '' }),
    });
  } catch {
    wish.change({ state: 'failed' });
  }
}

/** Heard when it comes, since the visitor's own press took the focus away. */
const hear = (line: HTMLElement | null) => line?.focus();
function forget(box: HTMLElement | null) {
  if (!box) wish.change(NOTHING);
}

/** The offer, the address where none is known, and what became of it. */
export const Transcript = watching([wish, language], () => {
  const t = laterWords();
  const { state, email, to } = wish.now;
  if (!t) return null;
  const isSending = state === 'sending';
  const said = {
    queued: fill(t.talkSent, { to }, isolatedName),
    suppressed: fill(t.talkReturned, { to }, isolatedName),
    full: t.talkFull,
  }[state as string];
  return (
    <form
      class="offer talk"
      noValidate
      ref={forget}
      onSubmit={event => {
        event.preventDefault();
        // The page's console is its own: what can be seen here is not asked of the server.
        if (!event.currentTarget.checkValidity()) wish.change({ state: 'invalid' });
        else if (!isSending) send();
      }}
    >
      {said ? (
        <p role="status" tabIndex={-1} ref={hear}>
          {said}
        </p>
      ) : (
        <>
          {email !== undefined && (
            <input
              type="email"
              name="email"
              required
              autocomplete="email"
              dir="ltr"
              maxLength={254}
              aria-label={t.talkMail}
              placeholder={t.talkMail}
              aria-invalid={state === 'invalid'}
              aria-describedby="talk-problem"
              value={email}
              ref={hear}
              onInput={event => wish.change({ email: event.currentTarget.value })}
            />
          )}
          <p id="talk-problem" role="alert">
            {state === 'invalid' && words().EMAIL_INVALID}
            {(state === 'failed' || state === 'off' || state === 'unanswered') && words().wrong}
          </p>
          <button type="submit" class="quiet" aria-disabled={isSending}>
            {isSending ? words().sending : t.talkSend}
          </button>
        </>
      )}
    </form>
  );
});
