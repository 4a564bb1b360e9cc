import { useEffect } from 'preact/hooks';
import { useInbox } from '../../../inbox.ts';
import { number } from '../../../shell/locale.ts';
import { peopleCountOf } from './count.ts';
import { count as peopleText } from './words/index.ts';

/** How many people are known, beside the way to them. */
export function PeopleCount() {
  const inbox = useInbox();
  const { count, read } = peopleCountOf(inbox);
  const n = count.value;
  const isReady = inbox.link.state.value === 'ready';
  useEffect(() => {
    if (isReady) read();
  }, [inbox, isReady]);
  if (!n) return null;
  return (
    <>
      <b aria-hidden="true">{number(n)}</b>
      <span class="sr-only">{peopleText('known', n)}</span>
    </>
  );
}
