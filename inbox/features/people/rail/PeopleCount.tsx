import { useEffect } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { number } from '../../../shell/locale.ts';
import { peopleCountOf } from './count.ts';

/** How many people are known, beside the way to them. */
export function PeopleCount() {
  const inbox = useInbox();
  const { count, read } = peopleCountOf(inbox);
  const isReady = inbox.link.state.value === 'ready';
  useEffect(() => {
    if (isReady) read();
  }, [inbox, isReady]);
  return count.value ? <b>{number(count.value)}</b> : null;
}
