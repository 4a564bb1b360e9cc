import type { Contact } from '../../../protocol/contacts.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { HeldContact } from '../../store/sqlite/contact-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { VISITOR, visitorFromRow } from '../../store/sqlite/visitor-rows.ts';
import { noted } from '../contacts/identities.ts';
import { signedMerge } from '../contacts/merges.ts';
import { isPasserBy, signIn } from '../contacts/rules.ts';
import { hasRows, type PersonRows } from '../privacy/person-rows.ts';
import { TOKEN_IDLE_MS } from './rules.ts';
import type { UsedIdentity, VisitorStore } from './store.ts';

/** What a visit changes of a visitor and their contact, as it was. */
type TouchedVisitor = Pick<Visitor, 'userAgent' | 'referrer' | 'seenAt'> &
  Pick<Contact, 'locale' | 'timeZone'> & { trail: string; contact: number };

/** See `VisitorStore`. */
export function createVisitorStore(
  { writer, reader, write, writeLean, read, rows }: Engine,
  others: readonly PersonRows[],
): VisitorStore {
  const { contacts, merges, people, visitors, conversations } = rows;

  const siteRow = writer.prepare('SELECT row FROM sites WHERE id = ?');
  const insert = writer.prepare(`
    INSERT INTO visitors (id, token_hash, token_at, site, contact, user_agent, referrer, trail, created_at, seen_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const byId = reader.prepare(`SELECT ${VISITOR} WHERE v.id = ?`);
  const ofContacts = reader.prepare(`
    SELECT ${VISITOR} WHERE v.contact IN (SELECT row FROM contacts WHERE id IN (SELECT value FROM json_each(?)))
    ORDER BY v.seen_at DESC, v.row DESC LIMIT ?`);
  const byToken = reader.prepare(`
    SELECT ${VISITOR} WHERE v.token_hash = :hash AND s.id = :siteId AND v.seen_at > :seenAfter`);
  const byOldToken = reader.prepare(`
    SELECT ${VISITOR} WHERE v.old_token_hash = :hash AND v.old_token_until > :at AND s.id = :siteId
      AND v.seen_at > :seenAfter`);
  const tokenOf = writer.prepare('SELECT token_hash AS hash, token_at AS madeAt FROM visitors WHERE id = ?');
  const renew = writer.prepare(`
    UPDATE visitors SET old_token_hash = token_hash, old_token_until = ?, token_hash = ?, token_at = ? WHERE id = ?`);
  // No hash looks like that.
  const endTokens = writer.prepare(`
    UPDATE visitors SET token_hash = 'ended ' || id, old_token_hash = NULL, old_token_until = NULL
    WHERE site = (SELECT row FROM sites WHERE id = ?)
      AND contact IN (SELECT row FROM contacts WHERE site = visitors.site AND external_id IS NOT NULL)`);
  const withdraw = writer.prepare(`
    UPDATE visitors SET token_hash = 'ended ' || id, old_token_hash = NULL, old_token_until = NULL, trail = '[]',
      user_agent = '', referrer = '' WHERE id = ?`);
  const toChange = writer.prepare(`SELECT ${VISITOR} WHERE v.id = ?`);
  const toTouch = writer.prepare(`
    SELECT v.user_agent AS userAgent, v.referrer, v.trail, v.seen_at AS seenAt, v.contact, k.locale,
      k.time_zone AS timeZone
    FROM visitors v JOIN contacts k ON k.row = v.contact WHERE v.id = ?`);
  const change = writer.prepare(
    'UPDATE visitors SET user_agent = ?, referrer = ?, trail = ?, seen_at = ? WHERE id = ?',
  );

  const ownerOfIdentity = writer.prepare('SELECT visitor FROM used_identities WHERE id = ?');
  const keepIdentity = writer.prepare('INSERT INTO used_identities (id, visitor, expires_at) VALUES (?, ?, ?)');
  const dropIdentities = writer.prepare('DELETE FROM used_identities WHERE expires_at <= ?');

  /** @throws AppError IDENTITY_USED */
  function takeIdentity({ id, expiresAt }: Omit<UsedIdentity, 'visitorId'>, visitorId: string): void {
    const owner = ownerOfIdentity.get(id)?.visitor;
    if (owner === undefined) keepIdentity.run(id, visitorId, expiresAt);
    else if (owner !== visitorId) throw new AppError('IDENTITY_USED');
  }

  /** Drops whom somebody was until they signed in; whoever the desk or any room keeps something of is joined to them instead. */
  function absorb(current: HeldContact, known: HeldContact, at: number): void {
    const contactId = current.contact.id;
    if (isPasserBy(current.contact) && !hasRows(others, contactId)) {
      merges.rename(contactId, known.contact.id);
      people.drop(current);
      return;
    }
    const both = { winner: people.treeOf(known.contact), loser: people.treeOf(current.contact) };
    const refused = merges.refusedBy(both.loser.contacts.map(each => each.id));
    const merge = signedMerge(both, { contactId, refused, count: merges.countOf(contactId), at });
    if (merge) people.join(both.winner, both.loser, merge);
  }

  const found = (row: unknown) => (row ? visitorFromRow(row) : null);

  return {
    create: (visitor, contact) =>
      write(() => {
        const site = siteRow.get(visitor.siteId) as { row: number } | undefined;
        if (!site) throw new AppError('SITE_UNKNOWN', `There is no site ${visitor.siteId}.`);
        const { id, tokenHash, userAgent, referrer, trail, createdAt, seenAt } = visitor;
        const contactRow = contacts.add(site.row, contact);
        const path = JSON.stringify(trail);
        insert.run(id, tokenHash, createdAt, site.row, contactRow, userAgent, referrer, path, createdAt, seenAt);
      }),

    byToken: (siteId, hash, at) =>
      read(() => {
        const asked = { siteId, hash, seenAfter: at - TOKEN_IDLE_MS };
        return found(byToken.get(asked) ?? byOldToken.get({ ...asked, at }));
      }),

    renewToken: ({ visitorId, cameBy, tokenHash, at, madeBefore, oldUntil }) =>
      write(() => {
        const token = tokenOf.get(visitorId) as { hash: string; madeAt: number } | undefined;
        if (!token) throw new AppError('TOKEN_INVALID', `There is no visitor ${visitorId}.`);
        if (token.hash !== cameBy) return token.madeAt;
        if (token.madeAt > madeBefore) return null;
        renew.run(oldUntil, tokenHash, at, visitorId);
        return at;
      }),

    signOut: (siteId, row) =>
      write(() => {
        rows.audit.add(row);
        return Number(endTokens.run(siteId).changes);
      }),

    find: id => read(() => found(byId.get(id))),

    ofContacts: (contactIds, limit) =>
      read(() => ofContacts.all(JSON.stringify(contactIds), limit).map(visitorFromRow)),

    withdraw: visitorId => write(() => void withdraw.run(visitorId)),

    // Without a savepoint: every page that comes is one, and thousands come at once after a restart.
    touch: (visitorId, seen) =>
      writeLean(() => {
        const visitor = toTouch.get(visitorId) as TouchedVisitor | undefined;
        if (!visitor) return null;
        const kept: Visitor['trail'] = JSON.parse(visitor.trail);
        const trail = seen.trail ? [seen.trail, ...kept].slice(0, LIMITS.trailItems) : kept;
        const { userAgent = visitor.userAgent, referrer = visitor.referrer } = seen;
        change.run(userAgent, referrer, JSON.stringify(trail), Math.max(visitor.seenAt, seen.at), visitorId);
        const { locale = visitor.locale, timeZone = visitor.timeZone } = seen;
        if (locale === visitor.locale && timeZone === visitor.timeZone) return null;
        const held = contacts.ofRow(visitor.contact);
        const before = held.contact;
        const after = { ...before, locale, timeZone, updatedAt: seen.at };
        contacts.save(held, after);
        return { before, after };
      }),

    identify: ({ visitorId, externalId, used, ...identity }) =>
      write(() => {
        const visitor = visitors.need(visitorId);
        if (used) takeIdentity(used, visitorId);
        const current = contacts.ofRow(visitor.contact);
        const known = contacts.findByExternalId(visitor.site, externalId);
        const asked = { current: current.contact, known: known?.contact ?? null, externalId, ...identity };
        const { contact, isNew, isAbsorbed } = signIn(asked);
        const held = known ?? current;
        if (isNew) {
          const made = people.add(visitor.site, noted(null, contact));
          visitors.link(visitorId, { ...visitor, contact: made.row, conversationId: null });
          return { visitor: visitorFromRow(toChange.get(visitorId)), before: current.contact, after: made.contact };
        }
        if (isAbsorbed) conversations.moveToContact({ from: current.row, to: held.row });
        const conversationId = conversations.newestOfContact(held.row);
        visitors.link(visitorId, { ...visitor, contact: held.row, conversationId });
        // Before what they typed is the other's: it must not be taken for somebody else's.
        if (isAbsorbed) absorb(current, held, identity.at);
        // Whoever was dropped or joined may have been part of the same card.
        const now = contacts.ofRow(held.row);
        const { card, mergedInto, version } = now.contact;
        const next = noted({ ...held.contact, version }, { ...contact, version });
        const after = people.change(now, { ...next, card, mergedInto });
        return { visitor: visitorFromRow(toChange.get(visitorId)), before: current.contact, after };
      }),

    sweepIdentities: at => write(() => void dropIdentities.run(at)),
  };
}
