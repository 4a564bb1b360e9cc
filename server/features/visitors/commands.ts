import type { VisitorIdentify } from '../../../protocol/contacts.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { nearestLocale } from '../../locale.ts';
import { hashToken, newToken } from '../../tokens.ts';
import { describeContact } from '../contacts/commands.ts';
import { judgeReach, withTyped } from '../contacts/reach.ts';
import { newContact } from '../contacts/rules.ts';
import { keyOfToken } from '../privacy/rules.ts';
import type { SiteRecord } from '../sites/store.ts';
import { moveVisitor } from './news.ts';
import { keptAddress } from './rules.ts';
import { CLOCK_TOLERANCE, signedIdentity } from './signed-identity.ts';

/** What a browser tells of itself. Hostile until shown as text. */
export interface VisitorArrival {
  /** From an earlier visit; without one a visitor is made. */
  token?: string;
  /** The token to give a visitor that is made, so that a repeat of the same request finds the same one. Default: a random one. */
  tokenIfNew?: string;
  /** Any language tag or Accept-Language header; the nearest of ours is kept. */
  locale: string;
  timeZone: string;
  page?: { url: string; title: string; referrer: string };
  userAgent: string;
  /** IP address. */
  address: string;
}

/** User agents are for the agent's eye; longer ones are somebody's joke. */
const USER_AGENT_CHARS = 500;

/**
 * The visitor behind a hello, a submission or a form post: found by the token, or made together with its contact.
 * @returns `token` unless the caller sent it, because only its hash is kept
 * @throws AppError TOKEN_INVALID when the token opens nothing on this site; ERASED when its visitor was erased; RATE_LIMITED where too many from the address
 *   never said anything
 */
export async function visitorOf(
  context: Pick<Context, 'store' | 'contactNews' | 'rates' | 'now' | 'newId'>,
  site: SiteRecord,
  arrival: VisitorArrival,
): Promise<{ visitor: Visitor; token?: string }> {
  const { store, now, newId } = context;
  const at = now();
  const locale = nearestLocale(arrival.locale, site.locale);
  const userAgent = arrival.userAgent.slice(0, USER_AGENT_CHARS);
  const { timeZone, page } = arrival;
  const trail: Visitor['trail'] = page
    ? [{ at, kind: 'page', name: page.title, url: keptAddress(page.url, site) }]
    : [];

  async function find(token: string): Promise<Visitor | null> {
    const visitor = await store.visitors.byToken(site.id, hashToken(token), at);
    if (!visitor) return null;
    const changed = await store.visitors.touch(visitor.id, { at, trail: trail[0], userAgent, locale, timeZone });
    if (changed) await context.contactNews.changed(changed);
    return visitor;
  }

  if (arrival.token !== undefined) {
    const visitor = await find(arrival.token);
    if (!visitor) throw await refusalOf(store, arrival.token);
    return { visitor };
  }
  const token = arrival.tokenIfNew ?? newToken();
  const known = arrival.tokenIfNew === undefined ? null : await find(token);
  if (known) return { visitor: known, token };
  if (arrival.tokenIfNew !== undefined && (await isErased(store, token))) throw new AppError('ERASED');

  context.rates.spendOfAddress('silentVisitorsOfAddress', arrival.address);
  const contact = newContact({ id: newId(), siteId: site.id, locale, timeZone }, at);
  const visitor: Visitor = {
    id: newId(),
    siteId: site.id,
    contactId: contact.id,
    conversationId: null,
    userAgent,
    referrer: keptAddress(page?.referrer ?? '', site),
    trail,
    createdAt: at,
    seenAt: at,
  };
  try {
    await store.visitors.create({ ...visitor, tokenHash: hashToken(token) }, contact);
  } catch (error) {
    // A double click: the other request was faster by a moment, and made this very visitor.
    const other = arrival.tokenIfNew === undefined ? null : await find(token);
    if (!other) throw error;
    return { visitor: other, token };
  }
  return { visitor, token };
}

/** Why a token opens nothing: whoever was erased is told so, to forget what waits in the browser (SPEC PR3). */
async function refusalOf(store: Context['store'], token: string): Promise<AppError> {
  return new AppError((await isErased(store, token)) ? 'ERASED' : 'TOKEN_INVALID');
}

function isErased({ privacy }: Context['store'], token: string): Promise<boolean> {
  return privacy.isErased(() => keyOfToken(hashToken(token)));
}

/**
 * What the page knows of its visitor. Plain words help the agent and open nothing (SPEC P3); a JWT signed with the
 * site's secret makes the visitor that user of the site, and opens their conversation (SPEC P4).
 * @param said as `visitor.identify`; its `clientId` goes into what all pages of the visitor are shown then
 * @throws AppError TOKEN_INVALID, IDENTITY_INVALID, IDENTITY_USED, EMAIL_INVALID, PHONE_INVALID
 */
export async function identify(
  context: Context,
  who: { siteId: string; visitorId: string },
  said: VisitorIdentify,
  answer: () => void,
): Promise<void> {
  const { store, sites, now, newId } = context;
  const [visitor, site] = await Promise.all([store.visitors.find(who.visitorId), sites.byId(who.siteId)]);
  if (!visitor || !site) throw new AppError('TOKEN_INVALID');
  if (said.jwt === undefined) {
    await describeContact(context, visitor.contactId, site, said);
    return answer();
  }
  const user = await signedIdentity(context, site, said.jwt);
  // What is no good in a token is nobody's mistake here, and left out.
  const { email, phone, typed } = judgeReach({ email: user.email, phone: user.phone }, { timeZones: [site.timeZone] });
  const signedIn = await store.visitors.identify({
    visitorId: visitor.id,
    externalId: user.sub,
    words: { name: user.name, email, phone, attributes: withTyped(said.attributes, typed) },
    newContactId: newId(),
    at: now(),
    ...(user.jti !== undefined && { used: usedIdentity(site.id, user.jti, user.exp) }),
  });
  answer();
  await moveVisitor(context, visitor.id, signedIn.visitor.conversationId, said.clientId);
  await context.contactNews.changed(signedIn);
}

/** What is kept of a token with a `jti` until it is good for nothing: a hash, as a site may put anything into it. */
function usedIdentity(siteId: string, jti: string, exp: number) {
  return { id: hashToken(`${siteId} ${jti}`), expiresAt: (exp + CLOCK_TOLERANCE) * 1000 };
}

/**
 * A visitor takes their consent back: their token opens nothing any more, what nobody needs is forgotten, and their pages go.
 * What they said stays, for whoever has to answer it. A token that opens nothing is fine.
 */
export async function withdraw({ store, hub, feed, now }: Context, siteId: string, token: string): Promise<void> {
  const visitor = await store.visitors.byToken(siteId, hashToken(token), now());
  if (!visitor) return;
  await store.visitors.withdraw(visitor.id);
  hub.closeVisitor(visitor.id, 'REFUSED');
  feed?.say({ kind: 'visitorWithdrew', visitorId: visitor.id });
}

/** Adds a page or an event to the trail that agents see beside the thread. */
export async function track(
  { store, sites, lists, now }: Context,
  { siteId, visitorId }: { siteId: string; visitorId: string },
  { kind, name, url }: Pick<Visitor['trail'][number], 'kind' | 'name' | 'url'>,
): Promise<void> {
  const at = now();
  const site = await sites.byId(siteId);
  if (!site) return;
  await store.visitors.touch(visitorId, { at, trail: { at, kind, name, url: keptAddress(url, site) } });
  lists.see({ visitorId });
}
