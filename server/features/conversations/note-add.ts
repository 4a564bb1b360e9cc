import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { append } from './append.ts';

/** A private note: colleagues see it, the visitor never does (SPEC P5). */
export async function noteAdd(context: Context, peer: AgentPeer, frame: AgentCommand<'note.add'>): Promise<void> {
  await append(context, peer, frame);
}
