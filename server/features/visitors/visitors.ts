import type { Contact } from '../../../protocol/contacts.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { nearestLocale } from '../../locale.ts';
import { hashToken, newToken } from '../../tokens.ts';
import type { SiteRecord } from '../sites/store.ts';

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
}

/** User agents are for the agent's eye; longer ones are somebody's joke. */
const USER_AGENT_CHARS = 500;

/**
 * The visitor behind a hello, a submission or a form post: found by the token, or made together with its contact.
 * @returns `token` unless the caller sent it, because only its hash is kept
 * @throws AppError TOKEN_INVALID when the token opens nothing on this site
 */
export async function visitorOf(
  context: Pick<Context, 'store' | 'now' | 'newId'>,
  site: SiteRecord,
  arrival: VisitorArrival,
): Promise<{ visitor: Visitor; token?: string }> {
  const { store, now, newId } = context;
  const at = now();
  const locale = nearestLocale(arrival.locale, site.locale);
  const userAgent = arrival.userAgent.slice(0, USER_AGENT_CHARS);
  const { timeZone, page } = arrival;
  const trail: Visitor['trail'] = page ? [{ at, kind: 'page', name: page.title, url: page.url }] : [];

  async function find(token: string): Promise<Visitor | null> {
    const visitor = await store.visitors.byToken(site.id, hashToken(token));
    if (visitor) await store.visitors.touch(visitor.id, { at, trail: trail[0], userAgent, locale, timeZone });
    return visitor;
  }

  if (arrival.token !== undefined) {
    const visitor = await find(arrival.token);
    if (!visitor) throw new AppError('TOKEN_INVALID');
    return { visitor };
  }
  const token = arrival.tokenIfNew ?? newToken();
  const known = arrival.tokenIfNew === undefined ? null : await find(token);
  if (known) return { visitor: known, token };

  const contact: Contact = {
    id: newId(),
    siteId: site.id,
    name: '',
    email: '',
    phone: '',
    externalId: null,
    isVerified: false,
    attributes: {},
    locale,
    timeZone,
    createdAt: at,
    updatedAt: at,
  };
  const visitor: Visitor = {
    id: newId(),
    siteId: site.id,
    contactId: contact.id,
    conversationId: null,
    userAgent,
    referrer: page?.referrer ?? '',
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
