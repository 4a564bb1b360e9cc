import type { VisitorFrame } from '../../protocol/visitor.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { changeOwnCallback } from '../features/callbacks/commands.ts';
import {
  history,
  markRead,
  resumeForVisitor,
  tellTyping,
  type VisitorAsks,
} from '../features/conversations/commands.ts';
import { sentOf } from '../features/conversations/rules.ts';
import { forVisitor } from '../features/conversations/visibility.ts';
import { rate } from '../features/ratings/commands.ts';
import { submit } from '../features/submissions/commands.ts';
import { identify, track } from '../features/visitors/commands.ts';
import { helloOfVisitor } from '../features/visitors/hello.ts';
import type { VisitorPeer } from './peer.ts';

/** One command of a visitor's page to the act that it asks for. What that throws becomes the error frame that answers it. */
export async function handleVisitorFrame(context: Context, page: VisitorPeer, frame: VisitorFrame): Promise<void> {
  if (!page.isWelcome && frame.type !== 'hello') throw new AppError('HELLO_EXPECTED');
  const { clientId: ref } = frame;
  const { conversationId } = page;
  /** Of commands that may come without an id, and then have no answer. */
  const ack = () => (ref === undefined ? undefined : page.tell({ type: 'ack', ref }));
  switch (frame.type) {
    case 'hello':
      return helloOfVisitor(context, page, frame);
    case 'message.send':
    case 'callback.request':
    case 'form.send':
    case 'contact.send': {
      const site = await context.sites.byId(page.siteId);
      if (!site) throw new AppError('SITE_UNKNOWN');
      context.rates.spendOfAddress('submissionsOfAddress', page.address);
      await submit(
        context,
        { site, visitor: { id: page.visitorId, conversationId }, address: page.address, page },
        frame,
      );
      return;
    }
    case 'callback.change':
      context.rates.spend('submissionsOfVisitor', page.visitorId);
      await changeOwnCallback(context, asks(context, page, frame), frame.callbackId, frame);
      return;
    case 'rating.send':
      context.rates.spend('submissionsOfVisitor', page.visitorId);
      await rate(context, asks(context, page, frame), frame);
      return;
    case 'typing.set':
      // Before the first message there is nobody to tell.
      if (conversationId && mayShowTyping(context, page))
        tellTyping(context, { conversationId, agentId: null, isTyping: frame.isTyping }, page);
      return ack();
    case 'read.set':
      return conversationId ? markRead(context, 'visitor', conversationId, frame.seq, ack) : ack();
    case 'conversation.resume': {
      const answer = await resumeForVisitor(context, conversationId, frame.afterSeq);
      return page.tell({ type: 'conversation.resumed', ref: frame.clientId, ...answer });
    }
    case 'history.get': {
      if (!conversationId) throw new AppError('CONVERSATION_UNKNOWN');
      const entries = await history(context, conversationId, frame.beforeSeq, entry =>
        forVisitor(entry, context.config.secretKey),
      );
      return page.tell({ type: 'history', ref: frame.clientId, conversationId, ...entries });
    }
    case 'visitor.identify':
      context.rates.spend('identitiesOfVisitor', page.visitorId);
      return identify(context, page, frame, ack);
    case 'visitor.track':
      context.rates.spend('trailOfVisitor', page.visitorId);
      await track(context, page, frame);
      return ack();
    case 'ping':
      return page.tell({ type: 'pong', ref });
    default:
      return frame satisfies never;
  }
}

/** A typing mark is nobody's words: one that comes too fast is passed over, and nobody need try again. */
function mayShowTyping({ rates }: Context, { visitorId }: VisitorPeer): boolean {
  try {
    rates.spend('typingOfVisitor', visitorId);
    return true;
  } catch {
    return false;
  }
}

/** Whose page asks, for what, and how it is answered. */
function asks({ config }: Context, page: VisitorPeer, command: VisitorFrame & { clientId: string }): VisitorAsks {
  const { siteId, conversationId } = page;
  return {
    siteId,
    conversationId,
    sent: sentOf(command),
    page,
    answer: ({ entry, previousSeq }) =>
      page.tell({
        type: 'ack',
        ref: command.clientId,
        entry: forVisitor(entry, config.secretKey) ?? undefined,
        previousSeq,
      }),
  };
}
