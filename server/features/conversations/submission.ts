import type { Submission } from '../../../protocol/submissions.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { submit } from './submit.ts';

/** `message.send`, `callback.request`, `form.send`; `submit` sends the ack. */
export async function submission(context: Context, peer: VisitorPeer, frame: Submission): Promise<void> {
  const site = await context.sites.byId(peer.siteId);
  if (!site) throw new AppError('SITE_UNKNOWN');
  const who = { site, visitor: { id: peer.visitorId }, address: peer.address, peer };
  await submit(context, who, frame);
}
