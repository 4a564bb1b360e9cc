import { useInbox } from '../../inbox.ts';
import { usePart } from '../../shell/use-part.ts';
import { t } from './words/index.ts';

/** Says where the answer is written that a colleague writes one, so that two do not answer at once. */
export function ColleagueTyping({ conversationId }: { conversationId: string }) {
  const { conversations, agents } = useInbox();
  const { marks } = conversations.typing;
  const typing = usePart(() => marks.value.get(conversationId), [marks, conversationId]) ?? [];
  const name = typing.flatMap(id => agents.nameOf(id) ?? [])[0];
  return (
    <span class="colleague-typing" role="status">
      {name && t('agentTyping', { name })}
    </span>
  );
}
