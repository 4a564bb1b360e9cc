import type { VisitorFrame } from '../../protocol/visitor.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { callbackChange } from '../features/callbacks/change.ts';
import { submission } from '../features/conversations/submission.ts';
import { historyGet } from '../features/conversations/visitor-history.ts';
import { readSet } from '../features/conversations/visitor-read.ts';
import { conversationResume } from '../features/conversations/visitor-resume.ts';
import { typingSet } from '../features/conversations/visitor-typing.ts';
import { hello } from '../features/visitors/hello.ts';
import { visitorIdentify } from '../features/visitors/identify.ts';
import { visitorTrack } from '../features/visitors/track.ts';
import type { VisitorPeer } from './peer.ts';

/** One command of a visitor's page to its handler. What it throws becomes the error frame that answers it. */
export function handleVisitorFrame(context: Context, peer: VisitorPeer, frame: VisitorFrame): Promise<void> | void {
  if (!peer.isWelcome && frame.type !== 'hello') throw new AppError('HELLO_EXPECTED');
  switch (frame.type) {
    case 'hello':
      return hello(context, peer, frame);
    case 'message.send':
    case 'callback.request':
    case 'form.send':
    case 'contact.send':
      return submission(context, peer, frame);
    case 'callback.change':
      return callbackChange(context, peer, frame);
    case 'typing.set':
      return typingSet(context, peer, frame);
    case 'read.set':
      return readSet(context, peer, frame);
    case 'conversation.resume':
      return conversationResume(context, peer, frame);
    case 'history.get':
      return historyGet(context, peer, frame);
    case 'visitor.identify':
      return visitorIdentify(context, peer, frame);
    case 'visitor.track':
      return visitorTrack(context, peer, frame);
    case 'ping':
      return peer.tell({ type: 'pong', ref: frame.clientId });
  }
}
