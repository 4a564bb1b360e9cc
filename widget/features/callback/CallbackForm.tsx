import { fill } from '../../../protocol/words.ts';
import { Form } from '../../forms/Form.tsx';
import { forms } from '../../forms/state.ts';
import { words } from '../../panel/language.ts';
import { link } from '../../panel/link.ts';
import { saved } from '../../panel/saved.ts';
import { near } from '../../panel/times.ts';
import { watching } from '../../panel/value.ts';
import { chat } from '../chat/state.ts';
import { country } from './country.ts';
import { Promised } from './Promised.tsx';
import { promiseOf } from './promise.ts';
import { callback, loadTimes, waitForCall } from './state.ts';
import { When } from './When.tsx';

/** Asks for a call; once one is promised, the promise stands here until it is kept. */
export const CallbackForm = watching([chat, forms, saved, link, callback], () => {
  loadTimes();
  const errors = forms.now.errors.callback;
  const promise = promiseOf(chat.now.entries);
  if (promise) return <Promised promise={promise} errors={errors} />;
  const here = country();
  const hint = here && fill(words().country, { country: here });
  return <Form kind="callback" action={action()} errors={errors} more={{ phone: { hint, below: <When /> } }} />;
});

/** What the button promises. */
function action(): string {
  const { startAt } = saved.now.draft;
  const wait = waitForCall();
  const t = words();
  if (startAt) return fill(t.callAt, { time: near(startAt) });
  return wait ? fill(t.callIn, { time: wait }) : t.callback;
}
