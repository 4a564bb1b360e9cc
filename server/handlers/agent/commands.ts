import type { AgentFrame } from '../../../protocol/agent-frames.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { AgentPeer } from '../../peer.ts';
import { callbackResolve } from './callback-resolve.ts';
import { conversationAssign } from './conversation-assign.ts';
import { conversationClaim } from './conversation-claim.ts';
import { conversationResume } from './conversation-resume.ts';
import { setStatus } from './conversation-status.ts';
import { hello } from './hello.ts';
import { historyGet } from './history-get.ts';
import { messageSend } from './message-send.ts';
import { noteAdd } from './note-add.ts';
import { presenceSet } from './presence-set.ts';
import { readSet } from './read-set.ts';
import { typingSet } from './typing-set.ts';

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
