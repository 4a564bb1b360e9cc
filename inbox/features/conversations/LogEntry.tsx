import type { Callback } from '../../../protocol/callbacks.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { memo } from '../../shell/memo.ts';
import { CallbackCard } from '../callbacks/CallbackCard.tsx';
import { Day } from './Day.tsx';
import { EventLine } from './EventLine.tsx';
import { FormCard } from './FormCard.tsx';
import { Message, Note } from './Message.tsx';
import type { Person } from './thread.ts';

interface LogEntryProps {
  entry: Entry;
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

function view({ entry, isGrouped, mark, callback }: LogEntryProps) {
  const { body } = entry;
  switch (body.kind) {
    case 'message':
      return <Message entry={entry} text={body.text} isGrouped={isGrouped} mark={mark} />;
    case 'note':
      return <Note entry={entry} text={body.text} isGrouped={isGrouped} />;
    case 'form':
      return <FormCard entry={entry} form={body} />;
    case 'event':
      return <EventLine entry={entry} event={body} />;
    case 'callback':
      return callback && <CallbackCard callback={callback} />;
  }
}
