/** What an agent or a door of the desk does to a contact. Pure, used by both stores. */
import type { Contact } from '../../../protocol/contacts.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { CardTree } from './card.ts';
import { identityKey, noted, withIdentity, withoutIdentity, withPrimary } from './identities.ts';
import { withSaying } from './rules.ts';
import type { ContactEdit, ContactFacts } from './store.ts';

/**
 * A contact after one act; itself where there was nothing to do.
 * @param circumstances.tree the card that it is part of: an identity may be another contact's of it
 * @throws AppError CONTACT_CHANGED, NOT_FOUND, FIELD_INVALID
 */
export function withEdit(
  contact: Contact,
  edit: ContactEdit,
  { at, tree }: { at: number; tree: Pick<CardTree, 'contacts'> },
): Contact {
  const changed = { ...contact, updatedAt: at, version: contact.version + 1 };
  switch (edit.kind) {
    case 'facts': {
      if (edit.version !== undefined && edit.version !== contact.version) throw new AppError('CONTACT_CHANGED');
      const said = noted(contact, withSaying(contact, { by: 'agent', words: edit.words }, at));
      return { ...withFacts(said, edit.facts, at), version: contact.version + 1 };
    }
    case 'identity': {
      const { identity } = edit;
      const known = contact.identities.find(each => identityKey(each) === identityKey(identity));
      if (known && (known.isVerified || !identity.isVerified)) return contact;
      if (!known && contact.identities.length >= LIMITS.identities) throw full('identities', LIMITS.identities);
      const isReach = identity.kind === 'phone' || identity.kind === 'email';
      const isFirst = isReach && !contact.identities.some(each => each.kind === identity.kind);
      const identities = withIdentity(contact.identities, { ...identity, isPrimary: isFirst });
      return { ...changed, identities, ...(isFirst && mirrored(contact, identity, at)) };
    }
    case 'primary': {
      const key = identityKey(edit.name);
      const all = tree.contacts.flatMap(each => each.identities);
      const known = all.find(each => identityKey(each) === key);
      if (!known || (known.kind !== 'phone' && known.kind !== 'email')) throw new AppError('NOT_FOUND');
      const own = contact.identities.find(each => identityKey(each) === key) ?? { ...known, isVerified: false };
      const identities = withPrimary(withIdentity(contact.identities, own), own);
      return { ...changed, identities, ...mirrored(contact, own, at) };
    }
    case 'forget':
      return withoutOne(contact, edit.name, at);
    case 'note': {
      if (contact.notes.length >= LIMITS.contactNotes) throw full('notes', LIMITS.contactNotes);
      return { ...changed, notes: [...contact.notes, edit.note] };
    }
    case 'dropNote': {
      const notes = contact.notes.filter(each => each.id !== edit.noteId);
      if (notes.length === contact.notes.length) throw new AppError('NOT_FOUND');
      return { ...changed, notes };
    }
    case 'consent': {
      const { source, isGiven } = edit.consent;
      // A list that somebody has is no word of those on it.
      if (source === 'import' && isGiven) throw new AppError('FIELD_INVALID', 'An import gives no consent.');
      if (contact.consents.length >= LIMITS.consents) throw full('consents', LIMITS.consents);
      return { ...changed, consents: [...contact.consents, edit.consent] };
    }
  }
}

function full(what: string, most: number): AppError {
  return new AppError('FIELD_INVALID', `A contact has at most ${most} ${what}; take one away first.`);
}

/** The field that says the primary one, as an agent's word. */
function mirrored(contact: Contact, { kind, value }: { kind: string; value: string }, at: number): Partial<Contact> {
  return {
    [kind]: value,
    sources: { ...contact.sources, [kind]: 'agent' as const },
    changedAt: { ...contact.changedAt, [kind]: at },
  };
}

function withoutOne(contact: Contact, name: Parameters<typeof identityKey>[0], at: number): Contact {
  const key = identityKey(name);
  const gone = contact.identities.find(each => identityKey(each) === key);
  // The site's own id is what its signature says.
  if (!gone || (gone.kind === 'external' && gone.value === contact.externalId)) return contact;
  if (gone.isPrimary && (gone.kind === 'phone' || gone.kind === 'email')) {
    return noted(contact, withSaying(contact, { by: 'agent', words: { [gone.kind]: null } }, at));
  }
  const identities = withoutIdentity(contact.identities, gone);
  return { ...contact, identities, updatedAt: at, version: contact.version + 1 };
}

const NO_FACT = { callMe: '', birthday: null } as const;

function withFacts(contact: Contact, facts: ContactFacts, at: number): Contact {
  const next = { ...contact, fields: { ...contact.fields }, changedAt: { ...contact.changedAt } };
  const { fields, ...rest } = facts;
  for (const [fact, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    // Language and zone can not be cleared: nothing would stand in their place.
    if (value === null && fact !== 'callMe' && fact !== 'birthday') continue;
    const cleared = value === null ? NO_FACT[fact as keyof typeof NO_FACT] : value;
    Object.assign(next, { [fact]: cleared });
    next.changedAt[fact] = at;
  }
  for (const [id, value] of Object.entries(fields ?? {})) {
    if (value === null) delete next.fields[id];
    else next.fields[id] = value;
    next.changedAt[`fields.${id}`] = at;
  }
  return next;
}
