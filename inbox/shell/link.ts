/** The live link to the server. Rooms send by it; what comes by it is handed out in `inbox.ts`. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { AgentFrameInput, AgentNews } from '../../protocol/agent.ts';
import type { Connection, ConnectionOptions, ConnectionState } from '../../protocol/wire/connection.ts';
import { AGENT_VERSION } from '../../protocol/wire/limits.ts';
import type { Durable, Outbox } from '../../protocol/wire/outbox.ts';

export type AgentConnection = Connection<AgentFrameInput, AgentNews>;

/** Makes the connection; tests make one of their own. */
export type Connect = (
  options: Pick<ConnectionOptions<AgentFrameInput, AgentNews>, 'hello' | 'onNews' | 'onState' | 'outbox' | 'prepare'>,
) => AgentConnection;

export interface Link extends Pick<AgentConnection, 'deliver' | 'request' | 'notify' | 'start' | 'stop'> {
  state: ReadonlySignal<ConnectionState>;
  isReady(): boolean;
  /** Tries at once what otherwise waits for its pause, also after a refusal. */
  retry(): void;
}

export function createLink(parts: {
  connect: Connect;
  outbox: Outbox;
  newId: () => string;
  onNews(news: AgentNews): void;
  onState(state: ConnectionState): void;
  /** Makes a command ready when its turn has come. */
  prepare(command: Durable): Promise<Durable | undefined>;
}): Link {
  const { connect, outbox, newId, onNews, prepare } = parts;
  const state = signal<ConnectionState>('idle');
  const connection = connect({
    // Everything that the server must know of this page before it tells news.
    hello: () => ({ type: 'hello', clientId: newId(), version: AGENT_VERSION }),
    outbox,
    prepare,
    onNews,
    onState(next) {
      state.value = next;
      parts.onState(next);
    },
  });
  return {
    state,
    isReady: () => connection.state === 'ready',
    deliver: connection.deliver,
    request: connection.request,
    notify: connection.notify,
    start: connection.start,
    retry() {
      if (connection.state === 'refused') connection.start();
      else connection.retry();
    },
    stop() {
      connection.stop();
      outbox.close();
    },
  };
}
