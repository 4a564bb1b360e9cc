import { useInbox } from '../../inbox.ts';
import { Icon } from '../../shell/Icon.tsx';
import { number } from '../../shell/locale.ts';
import { Pill } from '../../shell/Pill.tsx';
import { usePart } from '../../shell/use-part.ts';
import { count, t } from './words/index.ts';

/** Beyond these the names leave no room for how long the person waits. */
const MAX_NAMED = 2;

/** Colleagues who have the conversation open too, so that two do not answer at once. */
export function OnlookerPills({ conversationId }: { conversationId: string }) {
  const { conversations, agents } = useInbox();
  const { of } = conversations.onlookers;
  const known = agents.all.value;
  const ids = usePart(
    () => (of.value.conversationId === conversationId ? of.value.agentIds : []),
    [of, conversationId],
  );
  const present = ids.flatMap(id => known.find(agent => agent.id === id) ?? []);
  const unnamed = present.length - MAX_NAMED;
  return (
    <>
      {present.slice(0, MAX_NAMED).map(({ id, name }) => (
        <Pill key={id}>
          <span class="onlooker" title={t('hasItOpen', { name })} aria-hidden="true">
            <Icon name="eye" size={14} />
            <bdi>{name}</bdi>
          </span>
          <span class="sr-only">{t('hasItOpen', { name })}</span>
        </Pill>
      ))}
      {unnamed > 0 && (
        <Pill>
          <span aria-hidden="true">+{number(unnamed)}</span>
          <span class="sr-only">{count('haveItOpen', unnamed)}</span>
        </Pill>
      )}
    </>
  );
}
