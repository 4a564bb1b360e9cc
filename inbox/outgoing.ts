import type { AgentFrameInput } from '../protocol/agent.ts';
import { PASSING } from '../protocol/wire/connection.ts';
import type { ErrorCode } from '../protocol/wire/errors.ts';
import type { Durable, Outbox } from '../protocol/wire/outbox.ts';
import type { Pending } from './thread.ts';
import type { AgentConnection } from './threads.ts';
import { createValue, type Value } from './value.ts';

/** Messages and notes from Send to their ack, those that an earlier page left in the outbox too. */
export interface Outgoing {
  pending: Value<readonly Pending[]>;
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
  /** @returns whether the refusal was about one of these */
  fail(clientId: string, code: ErrorCode): boolean;
}

type Sent = Extract<AgentFrameInput, { type: 'message.send' | 'note.add' }>;

export function createOutgoing(parts: {
  connection: Pick<AgentConnection, 'deliver'>;
  outbox: Pick<Outbox, 'all'>;
  now: () => number;
  newId: () => string;
}): Outgoing {
  const { connection, outbox, now, newId } = parts;
  const pending = createValue<readonly Pending[]>([]);
  const without = (clientId: string) => pending.get().filter(each => each.clientId !== clientId);

  function take(clientId: string): Pending | undefined {
    const found = pending.get().find(each => each.clientId === clientId);
    if (found) pending.set(without(clientId));
    return found;
  }

  function isSending(conversationId: string): boolean {
    return pending.get().some(each => each.conversationId === conversationId && each.failure === null);
  }

  function send(conversationId: string, kind: Pending['kind'], text: string) {
    const clientId = newId();
    pending.update(all => [...all, { clientId, conversationId, kind, text, at: now(), failure: null }]);
    const type = kind === 'message' ? 'message.send' : 'note.add';
    // Acks and refusals reach `settle` and `fail` as news, whichever page or tab had sent it.
    connection.deliver({ type, clientId, conversationId, text }).catch(() => undefined);
  }

  void outbox.all().then(commands => {
    const left = commands
      .filter(isSent)
      .filter(({ clientId }) => !pending.get().some(each => each.clientId === clientId));
    pending.update(all => [
      ...left.map(({ type, clientId, conversationId, text }): Pending => {
        const kind = type === 'message.send' ? 'message' : 'note';
        return { clientId, conversationId, kind, text, at: now(), failure: null };
      }),
      ...all,
    ]);
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
    allSent(conversationId) {
      return new Promise(resolve => {
        const stop = pending.watch(look);
        function look() {
          if (isSending(conversationId)) return;
          stop();
          resolve();
        }
        look();
      });
    },
    settle: clientId => void take(clientId),
    fail(clientId, code) {
      const isOurs = pending.get().some(each => each.clientId === clientId);
      if (isOurs && !PASSING.includes(code)) {
        pending.update(all => all.map(each => (each.clientId === clientId ? { ...each, failure: code } : each)));
      }
      return isOurs;
    },
  };
}

function isSent(command: Durable): command is Sent {
  return command.type === 'message.send' || command.type === 'note.add';
}
