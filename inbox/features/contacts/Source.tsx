import type { Contact } from '../../../protocol/contacts.ts';
import { t } from './words/index.ts';

/**
 * Beside a fact of somebody whom the site vouches for: that this one was only typed, and what else they typed. Of others
 * everything was typed, which need not be said each time.
 */
export function Source({ contact, fact }: { contact: Contact; fact: 'name' | 'email' | 'phone' }) {
  if (!contact.isVerified) return null;
  const { sources, typed } = contact;
  const notes = [
    contact[fact] !== '' && sources[fact] === 'typed' && t('factTyped'),
    typed[fact] && t('alsoTyped', { value: typed[fact] }),
  ].filter(Boolean);
  return notes.length > 0 ? <small dir="auto">{notes.join(' · ')}</small> : null;
}
