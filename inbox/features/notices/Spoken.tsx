import { useInbox } from '../../inbox.ts';

/** New messages, and files that are up, for people who do not see them come; the log itself is silent, or each click on a row would read it out. */
export function Spoken() {
  const { notices, files } = useInbox();
  return (
    <>
      <p class="sr-only" role="status">
        {notices.spoken.value}
      </p>
      <p class="sr-only" role="status">
        {files.spoken.value}
      </p>
    </>
  );
}
