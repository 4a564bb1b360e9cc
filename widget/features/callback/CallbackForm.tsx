import { fill } from '../../../protocol/words.ts';
import { Form } from '../../forms/Form.tsx';
import { kept } from '../../forms/load-kept.ts';
import { isPending, Submit, Why } from '../../forms/pieces.tsx';
import { forms } from '../../forms/state.ts';
import { words } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { saved } from '../../panel/saved.ts';
import { near } from '../../panel/times.ts';
import { watching } from '../../panel/value.ts';
import { chat } from '../chat/state.ts';
import { country } from './country.ts';
import { promiseOf } from './promise.ts';
import { callback, loadTimes, waitForCall } from './state.ts';
import { When } from './When.tsx';

/** Asks for a call; once one is promised, the promise stands here until it is kept. */
export const CallbackForm = watching([chat, forms, saved, link, callback, kept.loaded], () => {
  loadTimes();
  const { errors, sent } = forms.now;
  const promise = promiseOf(chat.now.entries);
  if (promise) {
    kept.load();
    const Promised = kept.loaded.now.chunk?.Promised;
    if (Promised) {
      const isWaiting = isPending('callback');
      return <Promised {...{ promise, errors: errors.callback, isWaiting, When, Submit, Why }} />;
    }
    if (sent.callback) return <p class="form">{words().promise}</p>;
    // The promise is of an earlier page: what stands here stays until all of it can be shown.
  }
  const here = country();
  const hint = here && fill(words().country, { country: here });
  const more = { phone: { hint, below: <When /> } };
  return <Form kind="callback" action={action()} errors={errors.callback} more={more} />;
});

/** What the button promises. */
function action(): string {
  const { startAt } = saved.now.draft;
  const wait = waitForCall();
  const t = words();
  if (startAt) return fill(t.callAt, { time: near(startAt) });
  return wait ? fill(t.callIn, { time: wait }) : t.callback;
}
