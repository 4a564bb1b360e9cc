import type { Callback } from '../../../protocol/callbacks.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { lazy } from '../../shell/lazy.tsx';
import { memo } from '../../shell/memo.ts';
import { CallbackCard } from '../callbacks/CallbackCard.tsx';
import { EntryFiles } from '../files/EntryFiles.tsx';
import { Day } from './Day.tsx';
import { EventLine, FoldedEvents } from './EventLine.tsx';
import { FormCard } from './FormCard.tsx';
import { Message, Note } from './Message.tsx';
import type { Person } from './thread.ts';

const MailEntry = lazy(async () => (await import('../mail-in/thread/MailEntry.tsx')).MailEntry, { lines: 2 });

interface LogEntryProps {
  entry: Entry;
  /** Lines of routing that this one stands for; null: none. */
  folded: readonly Entry[] | null;
  /** When the entry above came, ms. */
  previousAt: number | undefined;
  /** Given with the very first entry. */
  cameFrom: Person | null;
  /** The next one belongs to it: name and time stand under the last. */
  isGrouped: boolean;
  /** How the last of our messages arrived. */
  mark: 'sent' | 'seen' | null;
  callback: Callback | undefined;
}

/** One entry, below its day where that begins with it. */
export const LogEntry = memo((props: LogEntryProps) => (
  <>
    <Day at={props.entry.createdAt} previousAt={props.previousAt} cameFrom={props.cameFrom} />
    {view(props)}
  </>
));

function view({ entry, folded, isGrouped, mark, callback }: LogEntryProps) {
  const { body } = entry;
  switch (body.kind) {
    case 'message':
      if (body.mail) return <MailEntry entry={entry} body={{ ...body, mail: body.mail }} />;
      return <Message entry={entry} said={body} isGrouped={isGrouped} mark={mark} />;
    case 'note':
      return <Note entry={entry} said={body} isGrouped={isGrouped} mentions={body.mentions} />;
    case 'form':
      return <FormCard entry={entry} form={body} />;
    case 'event':
      if (body.event === 'mail_automatic' || body.event === 'mail_returned') {
        return <MailEntry entry={entry} body={body} />;
      }
      return folded ? <FoldedEvents entry={entry} folded={folded} /> : <EventLine entry={entry} event={body} />;
    case 'callback':
      return (
        callback && (
          <>
            <CallbackCard callback={callback} />
            <EntryFiles files={body.files} />
          </>
        )
      );
  }
}
