import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../frames.ts';
import type { AgentPeer } from '../../peer.ts';
import { append } from './append.ts';

/** A private note: colleagues see it, the visitor never does (SPEC P5). */
export async function noteAdd(context: Context, peer: AgentPeer, frame: AgentCommand<'note.add'>): Promise<void> {
  await append(context, peer, frame);
}
