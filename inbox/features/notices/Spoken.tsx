import { useInbox } from '../../inbox.ts';

/** New messages for people who do not see them come; the log itself is silent, or each click on a row would read it out. */
export function Spoken() {
  const { notices } = useInbox();
  return (
    <p class="sr-only" role="status">
      {notices.spoken.value}
    </p>
  );
}
