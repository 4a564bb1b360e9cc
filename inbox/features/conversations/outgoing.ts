import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { AgentFrameInput } from '../../../protocol/agent.ts';
import { PASSING } from '../../../protocol/wire/connection.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Durable, Outbox } from '../../../protocol/wire/outbox.ts';
import type { Link } from '../../shell/link.ts';

/** A message or note on its way. Failed means refused for good; a mere lost link leaves it on its way. */
export interface Pending {
  clientId: string;
  conversationId: string;
  kind: 'message' | 'note';
  text: string;
  at: number;
  failure: ErrorCode | null;
}

/** Messages and notes from Send to their ack, those that an earlier page left in the outbox too. */
export interface Outgoing {
  pending: ReadonlySignal<readonly Pending[]>;
  send(conversationId: string, kind: Pending['kind'], text: string): void;
  /** Sends a refused one again, as a new thing. */
  retry(clientId: string): void;
  /** @returns its text, for the draft */
  discard(clientId: string): string;
  /** Whether something said in the conversation is still on its way. */
  isSending(conversationId: string): boolean;
  /** Resolves when nothing is. */
  allSent(conversationId: string): Promise<void>;
  /** The store has it. */
  settle(clientId: string): void;
  /** The server refused it; nothing happens to what is not one of these. */
  fail(clientId: string, code: ErrorCode): void;
}

type Sent = Extract<AgentFrameInput, { type: 'message.send' | 'note.add' }>;

export function createOutgoing(parts: {
  link: Pick<Link, 'deliver'>;
  outbox: Pick<Outbox, 'all'>;
  now: () => number;
  newId: () => string;
}): Outgoing {
  const { link, outbox, now, newId } = parts;
  const pending = signal<readonly Pending[]>([]);
  const find = (clientId: string) => pending.peek().find(each => each.clientId === clientId);

  function take(clientId: string): Pending | undefined {
    const found = find(clientId);
    if (found) pending.value = pending.peek().filter(each => each !== found);
    return found;
  }

  function isSending(conversationId: string): boolean {
    return pending.value.some(each => each.conversationId === conversationId && each.failure === null);
  }

  function send(conversationId: string, kind: Pending['kind'], text: string) {
    const clientId = newId();
    pending.value = [...pending.peek(), { clientId, conversationId, kind, text, at: now(), failure: null }];
    const type = kind === 'message' ? 'message.send' : 'note.add';
    // Acks and refusals reach `settle` and `fail` as news, whichever page or tab had sent it.
    link.deliver({ type, clientId, conversationId, text }).catch(() => undefined);
  }

  void outbox.all().then(commands => {
    const left = commands.filter(isSent).filter(({ clientId }) => !find(clientId));
    const asPending = ({ type, clientId, conversationId, text }: Sent): Pending => {
      const kind = type === 'message.send' ? 'message' : 'note';
      return { clientId, conversationId, kind, text, at: now(), failure: null };
    };
    pending.value = [...left.map(asPending), ...pending.peek()];
  });

  return {
    pending,
    send,
    retry(clientId) {
      const found = take(clientId);
      if (found) send(found.conversationId, found.kind, found.text);
    },
    discard: clientId => take(clientId)?.text ?? '',
    isSending,
    allSent: conversationId =>
      new Promise(resolve => {
        effect(function (this: { dispose(): void }) {
          if (isSending(conversationId)) return;
          this.dispose();
          resolve();
        });
      }),
    settle: clientId => void take(clientId),
    fail(clientId, code) {
      if (PASSING.includes(code) || !find(clientId)) return;
      pending.value = pending.peek().map(each => (each.clientId === clientId ? { ...each, failure: code } : each));
    },
  };
}

function isSent(command: Durable): command is Sent {
  return command.type === 'message.send' || command.type === 'note.add';
}
