import type { ComponentChildren } from 'preact';
import type { Conversation } from '../../../../protocol/conversations.ts';
import { useApp } from '../../../shell/app.ts';
import { Face } from '../../../shell/Face.tsx';
import { Link } from '../../../shell/Link.tsx';
import type { ListName } from '../../../shell/routes.ts';
import { isoTime, rowTime } from '../../../shell/times.ts';

/** A row of the list's shape, with what was found instead of the last words. */
export function FoundRow(props: {
  conversation: Conversation;
  view: ListName;
  isOpen: boolean;
  name: ComponentChildren;
  words: ComponentChildren;
  at: number;
  seq?: number;
}) {
  const now = useApp().clock.value;
  const { conversation, view, isOpen } = props;
  return (
    <li class="row is-found">
      <Link
        class="row-link"
        to={{ kind: 'view', view, conversationId: conversation.id, ...(props.seq && { seq: props.seq }) }}
        aria-current={isOpen ? 'true' : undefined}
      >
        <Face name={conversation.contact.name} />
        <strong dir="auto">{props.name}</strong>
        <time dateTime={isoTime(props.at)}>{rowTime(props.at, now)}</time>
        <p dir="auto">{props.words}</p>
      </Link>
    </li>
  );
}
