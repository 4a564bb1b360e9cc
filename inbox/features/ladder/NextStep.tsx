import type { Conversation } from '../../../protocol/conversations.ts';
import type { WaitingAnswer } from '../../../protocol/ladder.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Pill } from '../../shell/Pill.tsx';
import { useAnswer } from '../../shell/use-answer.ts';
import { nextStepText } from './events.ts';

/** What is done next while somebody waits, for the conversation's head. Where nobody waits, nothing is asked or shown. */
export function NextStep({ conversation }: { conversation: Conversation }) {
  const { status, waitingSince, callbackAt } = conversation;
  const waits = callbackAt !== null || (waitingSince !== null && status === 'open');
  return waits ? <Asked conversation={conversation} /> : null;
}

function Asked({
  conversation: { id, assigneeId, waitingSince, wait, callbackAt, lastSeq },
}: {
  conversation: Conversation;
}) {
  const { http } = useInbox();
  const now = useApp().clock.value;
  // A step that is taken, and whatever else changes what is next, is an entry.
  const { answer } = useAnswer(
    () => http.get<WaitingAnswer>(`conversations/${id}/waiting`),
    [http, id, assigneeId, waitingSince, wait, callbackAt, lastSeq],
  );
  const text = answer && nextStepText(answer.waiting, now);
  return text ? <Pill>{text}</Pill> : null;
}
