import type { AgentFrame } from '../../protocol/agent.ts';
import type { Agent } from '../../protocol/agents.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { agentNow, authorOf, helloOfAgent, setPause } from '../features/agents/commands.ts';
import { resolveCallback, ringCallback } from '../features/callbacks/commands.ts';
import {
  type AgentAsks,
  assign,
  claim,
  history,
  markRead,
  resumeForAgent,
  say,
  setStatus,
  tag,
  tellTyping,
} from '../features/conversations/commands.ts';
import { sentOf } from '../features/conversations/rules.ts';
import { readMentions } from '../features/mentions/commands.ts';
import { acknowledge } from '../features/notices/acknowledge.ts';
import { resumeScript } from '../features/scripts/commands.ts';
import { snooze, wake } from '../features/snoozes/commands.ts';
import { hold, release } from '../features/spam/commands.ts';
import { watch } from '../features/views/commands.ts';
import { FRAME_RIGHTS, refuseWithout } from '../rights.ts';
import { maySee, seenSites } from '../sight.ts';
import type { AgentPeer } from './peer.ts';

/** One command of an agent's page to the act that it asks for. What that throws becomes the error frame that answers it. */
export async function handleAgentFrame(context: Context, page: AgentPeer, asked: AgentFrame): Promise<void> {
  if (asked.type === 'hello') return helloOfAgent(context, page, asked);
  if (!page.isWelcome) throw new AppError('HELLO_EXPECTED');
  const agent = agentNow(context, page.agentId);
  refuseWithout(FRAME_RIGHTS[asked.type], agent);
  const askedFor = 'conversationId' in asked ? asked.conversationId : null;
  const frame = await inSight(context, agent, asked);
  const { clientId: ref } = frame;
  /** Of commands that may come without an id, and then have no answer. */
  const ack = () => (ref === undefined ? undefined : page.tell({ type: 'ack', ref }));
  switch (frame.type) {
    case 'message.send':
      return say(context, asks(context, page, frame), frame.conversationId, frame);
    case 'note.add':
      return say(context, asks(context, page, frame), frame.conversationId, frame);
    case 'conversation.claim':
      return claim(context, asks(context, page, frame), frame.conversationId);
    case 'conversation.assign':
      return assign(context, asks(context, page, frame), frame.conversationId, frame);
    case 'conversation.close':
      return setStatus(context, asks(context, page, frame), frame.conversationId, 'closed');
    case 'conversation.reopen':
      return setStatus(context, asks(context, page, frame), frame.conversationId, 'open');
    case 'conversation.hold':
      return hold(context, asks(context, page, frame), frame.conversationId);
    case 'conversation.release':
      return release(context, asks(context, page, frame), frame.conversationId);
    case 'callback.ring':
      return ringCallback(context, asks(context, page, frame), frame.callbackId);
    case 'conversation.tag':
      return tag(context, asks(context, page, frame), frame.conversationId, frame);
    case 'conversation.snooze':
      return snooze(context, asks(context, page, frame), frame.conversationId, frame);
    case 'conversation.wake':
      return wake(context, asks(context, page, frame), frame.conversationId);
    case 'script.resume':
      return resumeScript(context, asks(context, page, frame), frame.conversationId);
    case 'callback.resolve':
      return resolveCallback(context, asks(context, page, frame), frame.callbackId, frame);
    case 'typing.set': {
      const { conversationId, isTyping } = frame;
      tellTyping(context, { conversationId, agentId: authorOf(context, page.agentId).id, isTyping }, page);
      return ack();
    }
    case 'read.set':
      return markRead(context, 'agent', frame.conversationId, frame.seq, ack);
    case 'conversation.resume': {
      const answer = await resumeForAgent(context, frame.conversationId, frame.afterSeq);
      return page.tell({ type: 'conversation.resumed', ref: frame.clientId, ...answer });
    }
    case 'history.get': {
      const { conversationId } = frame;
      const entries = await history(context, conversationId, frame.beforeSeq, entry => entry);
      return page.tell({
        type: 'history',
        ref: frame.clientId,
        conversationId: askedFor ?? conversationId,
        ...entries,
      });
    }
    case 'mentions.read':
      if (await acknowledge(context, agent, frame.conversationId)) {
        context.noticeEdits.opened(agent, frame.conversationId);
      }
      return readMentions(context, agent, frame.conversationId, ack);
    case 'views.watch':
      return watch(context, page, frame, ack);
    case 'presence.set':
      return setPause(context, page.agentId, frame, ack);
    case 'ping':
      return page.tell({ type: 'pong', ref });
    default:
      return frame satisfies never;
  }
}

/**
 * An agent who answers many at once does not wait for the disk with each: plain words into different conversations are
 * begun in their order, and share what they wait for (SPEC W11).
 */
export function mayBeginBeside(page: AgentPeer, frame: AgentFrame, underWay: readonly AgentFrame[]): boolean {
  // For who sees some sites alone it is looked up first whose a conversation is.
  if (page.sees !== null || !isPlainWords(frame)) return false;
  return underWay.every(other => isPlainWords(other) && other.conversationId !== frame.conversationId);
}

/** Nothing has to be looked up before they are written, so that they are written in the order in which they are begun. */
function isPlainWords(frame: AgentFrame): frame is Extract<AgentFrame, { type: 'message.send' | 'note.add' }> {
  return (frame.type === 'message.send' || (frame.type === 'note.add' && !frame.mentions)) && !frame.files;
}

/** The id of nothing. */
const NOTHING = '-';

/**
 * A command as somebody may give it who sees only some sites: what is of another one becomes what does not exist, so that
 * the answer can not differ (SPEC RI4).
 */
async function inSight<Frame extends AgentFrame>(
  { store }: Context,
  agent: Pick<Agent, 'role' | 'siteIds'>,
  frame: Frame,
): Promise<Frame> {
  if (seenSites(agent) === null) return frame;
  const sees = (found: { siteId: string } | null) => found !== null && maySee(agent, found.siteId);
  if ('callbackId' in frame) {
    return sees(await store.callbacks.find(frame.callbackId)) ? frame : { ...frame, callbackId: NOTHING };
  }
  if ('conversationId' in frame && frame.conversationId !== null) {
    if (sees(await store.conversations.find(frame.conversationId))) return frame;
    // Who may not see it does not look at it either.
    return { ...frame, conversationId: frame.type === 'views.watch' ? null : NOTHING };
  }
  return frame;
}

/** Who asks, for what, and how the page is answered. @throws AppError SIGN_IN_REQUIRED */
function asks(context: Context, page: AgentPeer, command: AgentFrame & { clientId: string }): AgentAsks {
  return {
    by: authorOf(context, page.agentId),
    sent: sentOf(command, page.agentId),
    answer: written => page.tell({ type: 'ack', ref: command.clientId, entry: written?.entry }),
  };
}
