import { VISITOR_VERSION } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { isOriginAllowed } from '../../http/origins.ts';
import { nearestLocale } from '../../locale.ts';
import type { VisitorCommand } from '../../wire/frames.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { resumeForVisitor } from '../conversations/commands.ts';
import { publishPresence } from '../conversations/news.ts';
import { isMailOn } from '../mail/letters.ts';
import { siteForVisitors } from '../sites/commands.ts';
import { visitorOf } from './commands.ts';
import { renewedToken } from './tokens.ts';

/** Pages that one visitor may have open: more than anybody has tabs of one shop. */
const MAX_PAGES = 30;
/** When to ask whether a tab was closed meanwhile. */
const CROWDED_MS = 30_000;

/**
 * Opens a site for a page: checks version, site, origin and token, then sends `welcome` with what the page lacks.
 * It hears news from before its entries are read; what comes meanwhile follows the welcome, so nothing falls between.
 * @throws AppError VERSION_UNSUPPORTED, SITE_UNKNOWN, ORIGIN_REFUSED, TOKEN_INVALID, RATE_LIMITED
 */
export async function helloOfVisitor(
  context: Context,
  peer: VisitorPeer,
  frame: VisitorCommand<'hello'>,
): Promise<void> {
  const { config, sites, hub, store, availability, rates, now } = context;
  peer.expectHello(frame.version, VISITOR_VERSION);
  const arrival = peer.arrival!;
  const site = await sites.byKey(frame.site);
  if (!site) throw new AppError('SITE_UNKNOWN');
  if (!isOriginAllowed(site, arrival.origin, arrival.ownOrigin)) throw new AppError('ORIGIN_REFUSED');
  if (frame.token === undefined) rates.spendOfAddress('visitorsOfAddress', peer.address);
  const shown = await siteForVisitors(context, site, nearestLocale(frame.locale, site.locale), isMailOn(config));
  const closes = hub.closesOf(site.id);
  const { visitor, token: first } = await visitorOf(context, site, {
    ...frame,
    userAgent: arrival.userAgent,
    address: peer.address,
  });

  rates.spend('hellosOfVisitor', visitor.id);
  if (hub.countOf(visitor.id) >= MAX_PAGES) throw new AppError('RATE_LIMITED', undefined, { retryAfterMs: CROWDED_MS });
  const token = frame.token === undefined ? first : await renewedToken(context, visitor, frame.token);

  // Before the join: pages open already are told what they had not heard, this one hears it in its welcome.
  const available = availability.tell(site);
  peer.siteId = site.id;
  peer.visitorId = visitor.id;
  peer.conversationId = visitor.conversationId;
  peer.arrival = null;
  peer.hold();
  let isFirst = hub.join(peer);
  // Its token may have ended since it was looked at (SPEC P7).
  if (hub.closesOf(site.id) !== closes) return peer.close('RESTART');
  if (frame.token !== undefined && peer.conversationId === null) {
    // Another page of theirs may have begun the conversation between the read and the join.
    const known = await store.visitors.find(visitor.id);
    if (!known) return peer.close('RESTART');
    if (known.conversationId) isFirst = hub.bind(visitor.id, known.conversationId);
  }
  // A number held of another conversation (before signing in, say) means nothing in this one.
  const afterSeq = frame.conversationId === peer.conversationId ? frame.afterSeq : undefined;
  const lacking = await resumeForVisitor(context, peer.conversationId, afterSeq);
  // Erased, or too old, since it was looked at: the next hello is told.
  if (peer.conversationId !== null && lacking.conversation === null) return peer.close('RESTART');
  peer.release({
    type: 'welcome',
    ref: frame.clientId,
    version: VISITOR_VERSION,
    visitorId: visitor.id,
    token,
    site: shown,
    availability: available,
    ...lacking,
    serverAt: now(),
  });
  // Unless it has gone meanwhile, which was told then.
  if (isFirst && peer.conversationId && hub.isShown(peer.conversationId)) {
    publishPresence(context, { id: peer.conversationId, siteId: peer.siteId }, true);
  }
}
