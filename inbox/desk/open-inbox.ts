import { type Signal, signal } from '@preact/signals';
import type { Me } from '../../protocol/agents.ts';
import { createConnection } from '../../protocol/wire/connection.ts';
import { HttpSocket } from '../../protocol/wire/http-socket.ts';
import { createOutbox } from '../../protocol/wire/outbox.ts';
import * as spareStorage from '../../protocol/wire/spare-storage.ts';
import { createInbox, type Inbox } from '../inbox.ts';
import type { App } from '../shell/app.ts';
import { AwakeSocket } from '../shell/awake-socket.ts';
import { ROOT } from '../shell/root.ts';

/** Opens the inbox of the agent who is signed in, on this page's link and storage. */
export function openInbox(app: App, me: Signal<Me>): Inbox {
  const { http, storage, route, go } = app;
  const isDurable = signal(true);
  const outbox = createOutbox(
    `deskbell-inbox:${me.peek().agent.id}`,
    storage,
    () => {
      isDurable.value = outbox.isDurable;
    },
    async () => spareStorage,
  );
  const url = `${location.origin.replace(/^http/, 'ws')}${ROOT}v1/agent`;
  // At hand, not fetched when it is needed: where a WebSocket is blocked, so may be much else.
  const fallback = async () => ({ HttpSocket });

  function open(conversationId: string) {
    const at = route.peek();
    go({ kind: 'view', view: at.kind === 'view' ? at.view : 'all', conversationId });
  }
  const inbox = createInbox({
    http,
    me,
    outbox,
    isDurable,
    storage,
    connect: options => createConnection({ url, fallback, WebSocket: AwakeSocket, ...options }),
    onAttention: (conversation, entry) => void caller.then(each => each?.call(conversation, entry)),
  });
  // Where it does not come, the page is silent, and the agent's next way tells them.
  const caller = import('../features/notices/call/caller.ts')
    .then(({ createCaller }) => createCaller(app, inbox, open))
    .catch(() => null);
  return {
    ...inbox,
    stop() {
      inbox.stop();
      void caller.then(each => each?.stop());
    },
  };
}
