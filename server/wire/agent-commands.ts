import type { AgentFrame } from '../../protocol/agent.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { hello } from '../features/agents/hello.ts';
import { presenceSet } from '../features/agents/presence-set.ts';
import { callbackResolve } from '../features/callbacks/resolve.ts';
import { historyGet } from '../features/conversations/agent-history.ts';
import { readSet } from '../features/conversations/agent-read.ts';
import { conversationResume } from '../features/conversations/agent-resume.ts';
import { typingSet } from '../features/conversations/agent-typing.ts';
import { conversationAssign } from '../features/conversations/assign.ts';
import { conversationClaim } from '../features/conversations/claim.ts';
import { messageSend } from '../features/conversations/message-send.ts';
import { noteAdd } from '../features/conversations/note-add.ts';
import { setStatus } from '../features/conversations/status.ts';
import type { AgentPeer } from './peer.ts';

/** One command of an agent's page to its handler. What it throws becomes the error frame that answers it. */
export async function handleAgentFrame(context: Context, peer: AgentPeer, frame: AgentFrame): Promise<void> {
  if (!peer.isWelcome && frame.type !== 'hello') throw new AppError('HELLO_EXPECTED');
  switch (frame.type) {
    case 'hello':
      return hello(context, peer, frame);
    case 'message.send':
      return messageSend(context, peer, frame);
    case 'note.add':
      return noteAdd(context, peer, frame);
    case 'conversation.claim':
      return conversationClaim(context, peer, frame);
    case 'conversation.assign':
      return conversationAssign(context, peer, frame);
    case 'conversation.close':
    case 'conversation.reopen':
      return setStatus(context, peer, frame);
    case 'callback.resolve':
      return callbackResolve(context, peer, frame);
    case 'typing.set':
      return typingSet(context, peer, frame);
    case 'read.set':
      return readSet(context, peer, frame);
    case 'conversation.resume':
      return conversationResume(context, peer, frame);
    case 'history.get':
      return historyGet(context, peer, frame);
    case 'presence.set':
      return presenceSet(context, peer, frame);
    case 'ping':
      return peer.tell({ type: 'pong', ref: frame.clientId });
  }
}
