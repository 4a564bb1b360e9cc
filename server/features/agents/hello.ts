import { PROTOCOL_VERSION } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { AgentCommand } from '../../wire/frames.ts';
import type { AgentPeer } from '../../wire/peer.ts';
import { announceStaff } from './news.ts';

/** Opens the desk for a page of an agent. News that comes while the welcome is made follows it. @throws AppError VERSION_UNSUPPORTED */
export async function hello(context: Context, peer: AgentPeer, frame: AgentCommand<'hello'>): Promise<void> {
  const { hub, staff, store, storeWatch, now } = context;
  if (peer.isWelcome) throw new AppError('BAD_FRAME', 'This socket has said hello already.');
  if (frame.version !== PROTOCOL_VERSION) {
    throw new AppError('VERSION_UNSUPPORTED', `Wanted version ${PROTOCOL_VERSION}, got ${frame.version}.`);
  }
  if (!staff.find(peer.agentId)) await staff.reload();
  peer.hold();
  if (hub.join(peer)) staff.came(peer.agentId);
  const counts = await store.views.count(peer.agentId);
  peer.release({
    type: 'welcome',
    ref: frame.clientId,
    version: PROTOCOL_VERSION,
    agentId: peer.agentId,
    agents: staff.all(),
    counts,
    visitorsHere: hub.conversationsHere(),
    isStoreAvailable: storeWatch.isAvailable,
    serverAt: now(),
  });
  await announceStaff(context);
}
