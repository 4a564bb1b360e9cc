import type { AgentFrameInput } from '../../../protocol/agent.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Durable } from '../../../protocol/wire/outbox.ts';
import { codeOf } from '../../shell/http.ts';
import type { Link } from '../../shell/link.ts';
import type { Toasts } from '../../shell/toasts.ts';
import type { Agents } from '../agents/state.ts';
import { nameOf } from '../contacts/names.ts';
import type { Views } from '../views/state.ts';
import type { Drafts } from './drafts.ts';
import type { Outgoing } from './outgoing.ts';
import type { Threads } from './threads.ts';
import { t } from './words/index.ts';

/** Who has a conversation and whether it is open. Each shows at once and can be undone. */
export interface Changes {
  claim(conversationId: string): void;
  /**
   * Null: puts it back for everybody.
   * @param note for whoever has it next
   */
  assign(conversationId: string, agentId: string | null, note?: string): void;
  close(conversationId: string): void;
  reopen(conversationId: string): void;
  /** Puts it aside until a time; null: until its person writes. @param zone by whose clock it was chosen, if by one */
  snooze(conversationId: string, until: number | null, zone?: string): void;
  /** Takes it back. */
  wake(conversationId: string): void;
  /** Gives it back to the site's script, where a person has it. */
  resumeScript(conversationId: string): void;
  /** Puts a tag on, or takes it off. */
  tag(conversationId: string, tag: string, isOn: boolean): void;
  /** Into quarantine. */
  hold(conversationId: string): void;
  /** Out of it. */
  release(conversationId: string): void;
}

/** Whether the script of its site spoke in it, and people have it now. */
export function isTakenFromScript({ script, status }: Conversation): boolean {
  return script !== undefined && script.is !== 'answering' && status !== 'held';
}

export function createChanges(parts: {
  link: Pick<Link, 'request' | 'isReady'>;
  outgoing: Pick<Outgoing, 'isSending' | 'allSent'>;
  threads: Threads;
  toasts: Toasts;
  views: Views;
  agents: Agents;
  drafts: Pick<Drafts, 'get' | 'set'>;
  meId: string;
  newId: () => string;
  /** What is known of the conversation. */
  find(id: string): Conversation | null;
  /** Shows the conversation so, wherever it is shown. */
  take(conversation: Conversation): void;
}): Changes {
  const { link, outgoing, threads, toasts, views, agents, drafts, meId, newId, find, take } = parts;

  /** Shows the change at once, asks the server for it, and goes back to the server's word if it refuses. */
  async function change(
    id: string,
    optimistic: Partial<Conversation>,
    command: AgentFrameInput & Durable,
    done?: { text: string; undo: () => void },
  ): Promise<boolean> {
    const before = find(id);
    if (before) take({ ...before, ...optimistic });
    const takeBack = done && toasts.add(done.text, { undo: done.undo });
    try {
      // An answer and "close" right after it: overtaken, the answer would open the conversation again.
      if (link.isReady() && outgoing.isSending(id)) await outgoing.allSent(id);
      // Not from the outbox: what was decided without a link may be wrong by the time it is back.
      await link.request(command);
      return true;
    } catch (error) {
      takeBack?.();
      const current = find(id);
      if (before && current?.lastSeq === before.lastSeq) take(before);
      await threads.refresh(id);
      const after = find(id);
      if (after) views.take(after);
      const faster = codeOf(error) === 'ALREADY_CLAIMED' && agents.nameOf(after?.assigneeId);
      if (faster) toasts.add(t('fasterAgent', { agent: faster }), { tone: 'failed' });
      else toasts.fail(error);
      return false;
    }
  }

  const named = (id: string) => {
    const conversation = find(id);
    return { name: conversation ? nameOf(conversation.contact) : t('visitor') };
  };

  async function assign(id: string, agentId: string | null, { note = '', hasToast = true } = {}) {
    const before = find(id)?.assigneeId ?? null;
    if (before === agentId && !note) return;
    const undo = () => void assign(id, before, { hasToast: false });
    const done = hasToast ? { text: assigned(id, agentId), undo } : undefined;
    const command = { type: 'conversation.assign', clientId: newId(), conversationId: id, agentId } as const;
    const isDone = await change(id, { assigneeId: agentId }, note ? { ...command, note } : command, done);
    // What was typed is not lost with what it was typed for.
    if (!isDone && note) drafts.set(id, 'note', [drafts.get(id, 'note'), note].filter(Boolean).join('\n'));
  }

  function assigned(id: string, agentId: string | null): string {
    if (agentId === null) return t('didUnassign', named(id));
    if (agentId === meId) return t('didClaim', named(id));
    return t('didAssign', { ...named(id), agent: agents.nameOf(agentId) ?? '' });
  }

  function setStatus(id: string, status: 'open' | 'closed', hasToast = true) {
    if (find(id)?.status === status) return;
    const text = t(status === 'closed' ? 'didClose' : 'didReopen', named(id));
    const back = status === 'closed' ? 'open' : 'closed';
    const done = hasToast ? { text, undo: () => setStatus(id, back, false) } : undefined;
    const type = status === 'closed' ? 'conversation.close' : 'conversation.reopen';
    const optimistic: Partial<Conversation> = status === 'closed' ? { status, waitingSince: null } : { status };
    void change(id, optimistic, { type, clientId: newId(), conversationId: id }, done);
  }

  function setHeld(id: string, isHeld: boolean, hasToast = true) {
    if ((find(id)?.status === 'held') === isHeld) return;
    const done = { text: t(isHeld ? 'didHold' : 'didRelease', named(id)), undo: () => setHeld(id, !isHeld, false) };
    const type = isHeld ? 'conversation.hold' : 'conversation.release';
    const optimistic: Partial<Conversation> = isHeld ? { status: 'held', waitingSince: null } : { status: 'open' };
    void change(id, optimistic, { type, clientId: newId(), conversationId: id }, hasToast ? done : undefined);
  }

  function snooze(id: string, until: number | null, zone?: string, hasToast = true) {
    const done = { text: t('didSnooze', named(id)), undo: () => wake(id, false) };
    const optimistic = { status: 'snoozed', snoozed: { until }, waitingSince: null } as const;
    const asked = { until, ...(zone && { zone }) };
    const command = { type: 'conversation.snooze', clientId: newId(), conversationId: id, ...asked } as const;
    void change(id, optimistic, command, hasToast ? done : undefined);
  }

  function wake(id: string, hasToast = true) {
    const before = find(id)?.snoozed;
    if (!before) return;
    const done = { text: t('didWake', named(id)), undo: () => snooze(id, before.until, before.clock?.zone, false) };
    const command = { type: 'conversation.wake', clientId: newId(), conversationId: id } as const;
    void change(id, { status: 'open', snoozed: undefined }, command, hasToast ? done : undefined);
  }

  return {
    snooze: (id, until, zone) => snooze(id, until, zone),
    wake: id => wake(id),
    resumeScript(id) {
      const found = find(id);
      if (!found || !isTakenFromScript(found)) return;
      const script: Conversation['script'] = { is: 'answering', trail: [], isAsked: false };
      void change(
        id,
        { status: 'closed', waitingSince: null, script },
        { type: 'script.resume', clientId: newId(), conversationId: id },
      );
    },
    tag(id, tag, isOn) {
      const before = find(id)?.tags ?? [];
      if (before.includes(tag) === isOn) return;
      const tags = isOn ? [...before, tag] : before.filter(each => each !== tag);
      void change(id, { tags }, { type: 'conversation.tag', clientId: newId(), conversationId: id, tag, isOn });
    },
    hold: id => setHeld(id, true),
    release: id => setHeld(id, false),
    claim(id) {
      if (find(id)?.assigneeId) return void assign(id, meId);
      const undo = () => void assign(id, null, { hasToast: false });
      const command = { type: 'conversation.claim', clientId: newId(), conversationId: id } as const;
      void change(id, { assigneeId: meId }, command, { text: t('didClaim', named(id)), undo });
    },
    assign: (id, agentId, note) => void assign(id, agentId, { note }),
    close: id => setStatus(id, 'closed'),
    reopen: id => setStatus(id, 'open'),
  };
}
