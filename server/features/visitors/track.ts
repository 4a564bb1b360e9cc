import type { Context } from '../../context.ts';
import type { VisitorCommand } from '../../wire/frames.ts';
import type { VisitorPeer } from '../../wire/peer.ts';

/** Adds a page or an event to the trail that agents see beside the thread. */
export async function visitorTrack(
  { store, now }: Context,
  peer: VisitorPeer,
  frame: VisitorCommand<'visitor.track'>,
): Promise<void> {
  const { kind, name, url } = frame;
  const at = now();
  await store.visitors.touch(peer.visitorId, { at, trail: { at, kind, name, url } });
  if (frame.clientId) peer.tell({ type: 'ack', ref: frame.clientId });
}
