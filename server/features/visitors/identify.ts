import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { Visitor } from '../../../protocol/visitors.ts';
import { line } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { unseal } from '../../secrets.ts';
import type { VisitorCommand } from '../../wire/frames.ts';
import type { VisitorPeer } from '../../wire/peer.ts';
import { isEmail } from '../contacts/email.ts';
import { contactChanged } from '../contacts/news.ts';
import { toE164 } from '../contacts/phone.ts';
import type { ContactWords } from '../contacts/store.ts';
import { publishPresence } from '../conversations/news.ts';
import { resumed } from '../conversations/visitor-resume.ts';
import type { SiteRecord } from '../sites/store.ts';

/** Claims that we read beside `sub`; others are the site's own business. */
const claims = z.object({
  sub: z.string().min(1).max(LIMITS.lineChars),
  name: line.optional().catch(undefined),
  email: z.string().optional().catch(undefined),
  phone: z.string().optional().catch(undefined),
});
type Claims = z.infer<typeof claims>;

/** Seconds by which the site's clock may be off from ours. */
const CLOCK_TOLERANCE = 60;

/**
 * What the page knows of its visitor. Plain words help the agent and open nothing (SPEC P3); a JWT signed with the
 * site's secret makes the visitor that user of the site, and opens their conversation (SPEC P4).
 * @throws AppError IDENTITY_INVALID, EMAIL_INVALID, PHONE_INVALID
 */
export async function visitorIdentify(
  context: Context,
  peer: VisitorPeer,
  frame: VisitorCommand<'visitor.identify'>,
): Promise<void> {
  const visitor = await context.store.visitors.find(peer.visitorId);
  const site = await context.sites.byId(peer.siteId);
  if (!visitor || !site) throw new AppError('TOKEN_INVALID');
  if (frame.jwt === undefined) {
    await describe(context, visitor, frame, site);
    peer.tell({ type: 'ack', ref: frame.clientId });
    return;
  }
  const user = await verify(context, site, frame.jwt);
  const before = await context.store.contacts.find(visitor.contactId);
  const signedIn = await context.store.visitors.identify({
    visitorId: visitor.id,
    externalId: user.sub,
    words: {
      name: user.name,
      email: user.email && isEmail(user.email) ? user.email : '',
      phone: (user.phone && toE164(user.phone, { timeZones: [site.timeZone] })) || '',
      attributes: frame.attributes,
    },
    newContactId: context.newId(),
    at: context.now(),
  });
  peer.tell({ type: 'ack', ref: frame.clientId });
  await moveVisitor(context, peer, signedIn.conversationId, frame.clientId);
  const contact = await context.store.contacts.find(signedIn.contactId);
  if (contact) await contactChanged(context, before, contact);
}

/** Typed words fill the contact. A signed identity knows better: there they fill only what it left empty. */
async function describe(
  context: Context,
  visitor: Visitor,
  frame: VisitorCommand<'visitor.identify'>,
  site: SiteRecord,
): Promise<void> {
  const { store, now } = context;
  const contact = await store.contacts.find(visitor.contactId);
  if (!contact) return;
  const { name, email, attributes } = frame;
  const hints = { timeZones: [contact.timeZone, site.timeZone], locale: contact.locale };
  const phone = frame.phone && toE164(frame.phone, hints);
  if (email && !isEmail(email)) throw new AppError('EMAIL_INVALID', undefined, { fields: { email: 'EMAIL_INVALID' } });
  if (phone === null) throw new AppError('PHONE_INVALID', undefined, { fields: { phone: 'PHONE_INVALID' } });
  const isOpen = (field: 'name' | 'email' | 'phone') => !contact.isVerified || contact[field] === '';
  const words: ContactWords = {
    name: isOpen('name') ? name : '',
    email: isOpen('email') ? email : '',
    phone: isOpen('phone') ? phone : '',
    attributes,
  };
  const changed = await store.contacts.update(contact.id, words, now());
  if (changed) await contactChanged(context, contact, changed);
}

/** @throws AppError IDENTITY_INVALID: no secret, wrong signature or algorithm, run out, without a subject */
async function verify({ config, now }: Context, site: SiteRecord, jwt: string): Promise<Claims> {
  const secret = unseal(config.secretKey, site.identitySecret);
  if (!secret) throw new AppError('IDENTITY_INVALID', 'The site has no identity secret yet; its owner can make one.');
  try {
    const { payload } = await jwtVerify(jwt, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      currentDate: new Date(now()),
      clockTolerance: CLOCK_TOLERANCE,
    });
    return claims.parse(payload);
  } catch (error) {
    const detail = error instanceof Error ? error.message : undefined;
    throw new AppError('IDENTITY_INVALID', detail, { cause: error });
  }
}

/** Every page of the visitor leaves the conversation it showed and gets the one of the signed identity. */
export async function moveVisitor(
  context: Context,
  peer: VisitorPeer,
  conversationId: string | null,
  ref: string,
): Promise<void> {
  const { hub } = context;
  const before = peer.conversationId;
  if (conversationId !== before) {
    if (hub.bind(peer.visitorId, conversationId) && conversationId) publishPresence(context, conversationId, true);
    if (before && !hub.isShown(before)) publishPresence(context, before, false);
    const answer = await resumed(context, peer, undefined);
    hub.toVisitor(peer.visitorId, { type: 'conversation.resumed', ref, ...answer });
  }
}
