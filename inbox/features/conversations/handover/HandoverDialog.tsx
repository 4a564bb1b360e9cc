import './style.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../../../protocol/conversations.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { Select, TextArea } from '../../../shell/fields.tsx';
import { usePart } from '../../../shell/use-part.ts';
import { presenceText } from '../../agents/presence-text.ts';
import { takersOf } from '../assign-items.ts';
import { t } from './words/index.ts';

/** Hands a conversation to a colleague with what they should know, by keys alone: letters choose who, Ctrl+Enter does it. */
export function HandoverDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { me, agents, conversations } = useInbox();
  const now = useApp().clock.value;
  const meId = usePart(() => me.value.agent.id, [me]);
  const takers = takersOf(conversation, { all: agents.all.value, meId });
  const [agentId, setAgentId] = useState(takers[0]?.id ?? '');
  const [note, setNote] = useState('');
  const form = useRef<HTMLFormElement>(null);
  // After the dialog, which gives the focus to its first button.
  useLayoutEffect(() => form.current?.querySelector('select')?.focus(), []);

  function handOver() {
    if (!agentId) return;
    onClose();
    conversations.changes.assign(conversation.id, agentId, note.trim());
  }

  return (
    <Dialog class="handover" title={t('title')} onClose={onClose}>
      <form
        ref={form}
        onSubmit={event => {
          event.preventDefault();
          handOver();
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) handOver();
        }}
      >
        <Select
          label={t('to')}
          value={agentId}
          onValue={setAgentId}
          options={takers.map(agent => [agent.id, `${agent.name} · ${presenceText(agent, now)}`] as const)}
        />
        <TextArea
          label={t('note')}
          hint={t('noteHint')}
          rows={4}
          maxLength={LIMITS.messageChars}
          value={note}
          onValue={setNote}
        />
        <button type="submit" class="btn is-go">
          {t('handOver')}
        </button>
      </form>
    </Dialog>
  );
}
