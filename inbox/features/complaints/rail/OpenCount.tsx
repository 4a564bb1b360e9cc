import { useEffect } from 'preact/hooks';
import type { ComplaintsAnswer } from '../../../../protocol/complaints.ts';
import { useInbox } from '../../../inbox.ts';
import { number } from '../../../shell/locale.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { sayTold } from '../told/told.ts';

/** How many are open, beside the way to them. Says what the agent is told of while they look at something else. */
export function OpenCount() {
  const inbox = useInbox();
  const { http, me, complaintsTold, link } = inbox;
  const told = complaintsTold.value;
  const isReady = link.state.value === 'ready';
  const { answer } = useAnswer(() => http.get<ComplaintsAnswer>('complaints?limit=1'), [http, told, isReady]);
  useEffect(() => {
    // Not told where its words do not come: the number stands here.
    if (told?.told?.to.includes(me.peek().agent.id)) sayTold(told, inbox).catch(() => undefined);
  }, [told]);
  const { open = 0, late = 0 } = answer?.counts ?? {};
  return open > 0 ? <b class={late > 0 ? 'is-late' : undefined}>{number(open)}</b> : null;
}
