import { fill } from '../../../protocol/words.ts';
import { Form } from '../../forms/Form.tsx';
import { kept } from '../../forms/load-kept.ts';
import { Submit, Why } from '../../forms/pieces.tsx';
import { forms } from '../../forms/state.ts';
import { words } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { saved } from '../../panel/saved.ts';
import { near } from '../../panel/times.ts';
import { watching } from '../../panel/value.ts';
import { chat } from '../chat/state.ts';
import { country } from './country.ts';
import { callback, loadTimes, waitForCall } from './state.ts';
import { When } from './When.tsx';

/** Asks for a call; once one is promised, the promise stands here until it is kept. */
export const CallbackForm = watching([chat, forms, saved, link, callback, kept.loaded], () => {
  loadTimes();
  const { errors, sent } = forms.now;
  const { chunk } = kept.loaded.now;
  const { entries } = chat.now;
  const wasAsked = entries.some(({ body }) => body.kind === 'callback');
  if (wasAsked) kept.load();
  const promise = chunk?.promiseOf(entries);
  if (chunk && promise) return <chunk.Promised {...{ promise, errors: errors.callback, When, Submit, Why }} />;
  // The answer was faster than the chunk. A promise of an earlier page shows when it can be shown whole.
  if (wasAsked && sent.callback && !chunk) return <p class="form">{words().promise}</p>;
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
