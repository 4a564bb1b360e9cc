import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { AgentFrameInput } from '../../../protocol/agent.ts';
import { PASSING } from '../../../protocol/wire/connection.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Durable, Outbox } from '../../../protocol/wire/outbox.ts';
import type { Link } from '../../shell/link.ts';
import { fieldOf } from '../files/fields.ts';
import type { Files } from '../files/state.ts';

/** A message or note on its way. Failed means refused for good; a mere lost link leaves it on its way. */
export interface Pending {
  clientId: string;
  conversationId: string;
  kind: 'message' | 'note';
  text: string;
  /** Ids of the colleagues whom a note names. */
  mentions: readonly string[];
  /** Ids of the files that go with it. */
  files: readonly string[];
  at: number;
  failure: ErrorCode | null;
}

/** Messages and notes from Send to their ack, those that an earlier page left in the outbox too. */
export interface Outgoing {
  pending: ReadonlySignal<readonly Pending[]>;
  /** Sends words, with the files that stand in the same field. */
  send(conversationId: string, kind: Pending['kind'], text: string, mentions?: readonly string[]): void;
  /**
   * Sends a refused one again, as a new thing.
   * @param nameable whom a note can name by now; whoever it named beside them is left out, who may be why it was refused
   */
  retry(clientId: string, nameable: readonly string[]): void;
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
  files: Pick<Files, 'give' | 'forget' | 'release'>;
}): Outgoing {
  const { link, outbox, now, newId, files: uploads } = parts;
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

  /** @param owner of the files that go with it */
  function send(said: Pick<Pending, 'conversationId' | 'kind' | 'text' | 'mentions'>, owner: string) {
    const { conversationId, kind, text } = said;
    const mentions = [...said.mentions];
    const clientId = newId();
    const files = uploads.give(owner, clientId);
    pending.value = [...pending.peek(), { ...said, clientId, files, at: now(), failure: null }];
    const more = files.length > 0 ? { files } : {};
    const command =
      kind === 'note'
        ? ({ type: 'note.add', ...(mentions.length > 0 && { mentions }) } as const)
        : ({ type: 'message.send' } as const);
    // Acks and refusals reach `settle` and `fail` as news, whichever page or tab had sent it.
    link.deliver({ ...command, clientId, conversationId, text, ...more }).catch(() => undefined);
  }

  void outbox.all().then(commands => {
    const left = commands.filter(isSent).filter(({ clientId }) => !find(clientId));
    const asPending = (sent: Sent): Pending => {
      const { clientId, conversationId, text = '', files = [] } = sent;
      const isNote = sent.type === 'note.add';
      const mentions = isNote ? (sent.mentions ?? []) : [];
      const kind = isNote ? 'note' : 'message';
      return { clientId, conversationId, kind, text, mentions, files, at: now(), failure: null };
    };
    pending.value = [...left.map(asPending), ...pending.peek()];
  });

  return {
    pending,
    send: (conversationId, kind, text, mentions = []) =>
      send({ conversationId, kind, text, mentions }, fieldOf(conversationId, kind)),
    retry(clientId, nameable) {
      const found = take(clientId);
      if (found) send({ ...found, mentions: found.mentions.filter(id => nameable.includes(id)) }, clientId);
    },
    discard(clientId) {
      uploads.forget(clientId);
      return take(clientId)?.text ?? '';
    },
    isSending,
    allSent: conversationId =>
      new Promise(resolve => {
        effect(function (this: { dispose(): void }) {
          if (isSending(conversationId)) return;
          this.dispose();
          resolve();
        });
      }),
    settle(clientId) {
      uploads.forget(clientId);
      take(clientId);
    },
    fail(clientId, code) {
      if (PASSING.includes(code) || !find(clientId)) return;
      uploads.release(clientId);
      pending.value = pending.peek().map(each => (each.clientId === clientId ? { ...each, failure: code } : each));
    },
  };
}

function isSent(command: Durable): command is Sent {
  return command.type === 'message.send' || command.type === 'note.add';
}
