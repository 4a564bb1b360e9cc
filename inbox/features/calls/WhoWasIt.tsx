import './shared.css';
import type { ShownCall } from '../../../protocol/calls.ts';
import { useInbox } from '../../inbox.ts';
import { shownName } from '../../shell/bidi.ts';
import { useActs } from '../../shell/use-acts.ts';
import { callCalls } from './calls.ts';
import { numberText } from './text.ts';
import { t } from './words/index.ts';

/** Of those who share the number, which of them it was. */
export function WhoWasIt({ shown, onChanged }: { shown: ShownCall; onChanged: (next: ShownCall) => void }) {
  const { call, people } = shown;
  const { http, toasts } = useInbox();
  const { run } = useActs(toasts);
  return (
    <div class="call-shared">
      <span>{t('isShared')}</span>
      {people.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          class="btn"
          onClick={() => void run(id, async () => onChanged(await callCalls(http).change(call.id, { contactId: id })))}
        >
          <bdi>{shownName(name) || numberText(call)}</bdi>
        </button>
      ))}
    </div>
  );
}
