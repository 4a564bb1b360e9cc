import { fill } from '../../../protocol/words.ts';
import { Form } from '../../forms/Form.tsx';
import { kept } from '../../forms/load-kept.ts';
import { mend } from '../../forms/mend.ts';
import { Submit, Why } from '../../forms/pieces.tsx';
import { forms } from '../../forms/state.ts';
import { words } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { saved, write } from '../../panel/saved.ts';
import { near } from '../../panel/times.ts';
import { watching } from '../../panel/value.ts';
import { chat } from '../chat/state.ts';
import { when } from './load-when.ts';
import { callback, loadTimes, waitForCall } from './state.ts';

/** Asks for a call; once one is promised, the promise stands here until it is kept. */
export const CallbackForm = watching([chat, forms, saved, link, callback, kept.loaded, when.loaded], () => {
  const { errors, sent } = forms.now;
  loadTimes(errors.callback?.startAt);
  when.load();
  const { chunk } = kept.loaded.now;
  const When = when.loaded.now.chunk?.When;
  const drawWhen = (promisedAt?: number) =>
    When && (
      <When
        offer={callback.now.offer}
        wait={waitForCall()}
        promisedAt={promisedAt}
        refusal={errors.callback?.startAt}
        onChoose={choose}
      />
    );
  const { entries } = chat.now;
  const wasAsked = entries.some(({ body }) => body.kind === 'callback');
  if (wasAsked) kept.load();
  const promise = chunk?.promiseOf(entries);
  if (chunk && promise) return <chunk.Promised {...{ promise, errors: errors.callback, drawWhen, Submit, Why }} />;
  if (chunk && sent.callback) return <chunk.Cancelled />;
  // The answer was faster than the chunk. A promise of an earlier page shows when it can be shown whole.
  if (wasAsked && sent.callback) return <p class="form">{words().promise}</p>;
  const here = when.loaded.now.chunk?.country();
  const hint = here && fill(words().country, { country: here });
  const more = { phone: { hint }, topic: { below: drawWhen() } };
  return <Form kind="callback" action={action()} errors={errors.callback} more={more} />;
});

function choose(startAt: number | null) {
  write({ startAt });
  mend('callback', 'startAt');
}

/** What the button promises. */
function action(): string {
  const { startAt } = saved.now.draft;
  const { offer } = callback.now;
  const wait = waitForCall();
  const t = words();
  const at = startAt ?? offer?.asapAt;
  if (wait && !startAt) return fill(t.callIn, { time: wait });
  return at ? fill(t.callAt, { time: near(at) }) : t.callback;
}
