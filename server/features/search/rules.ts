/** How search compares: pure, used by both stores, so that they can not differ (SPEC SE1). */
import type { Contact } from '../../../protocol/contacts.ts';
import type { EntryBody } from '../../../protocol/entries.ts';
import { filesOf } from '../files/rules.ts';

/**
 * Of who sees so many conversations with so many entries at most, all of them are looked through: an index tells what
 * everybody has said of a common word, to find the few that are theirs (SPEC SE2).
 */
export const FEW = { conversations: 1000, entries: 5000 };

/**
 * Text as search compares it: compatibility forms, case, and the marks of Latin, Cyrillic and Arabic folded away
 * (U+0300..036F, U+064B..065F, U+0670). Devanagari's vowel signs are marks too, but there they make the word.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670]+/g, '');
}

/** What `search` looks through in an entry; empty for most events. Not folded. */
export function searchableText(body: EntryBody): string {
  const files = filesOf(body);
  // Nearly nothing has any, and every entry passes here.
  return files.length === 0 ? words(body) : [words(body), ...files.map(file => file.name)].join('\n').trim();
}

function words(body: EntryBody): string {
  if (body.kind === 'message' && body.mail?.subject) return `${body.mail.subject}\n${body.text}`;
  if (body.kind === 'message' || body.kind === 'note') return body.text;
  if (body.kind === 'form') return body.subject ? `${body.subject}\n${body.message}` : body.message;
  if (body.kind === 'callback') return body.topic;
  if (body.event === 'rated') return body.word;
  return 'note' in body ? (body.note ?? '') : '';
}

/**
 * What `search` looks through in a person: names, e-mail and further addresses and ids folded, and the digits of phone
 * numbers.
 */
export function searchablePerson({
  name,
  callMe,
  email,
  phone,
  identities,
}: Pick<Contact, 'name' | 'callMe' | 'email' | 'phone' | 'identities'>): string {
  const further = identities.filter(each => !(each.isPrimary && (each.kind === 'email' || each.kind === 'phone')));
  const words = [name, email, digitsOf(phone)];
  if (callMe) words.push(callMe);
  for (const { kind, value } of further) words.push(kind === 'phone' ? digitsOf(value) : value);
  return folded(words.join('\n')).trim();
}

function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '');
}

/**
 * What a query looks for: folded words, all of which must be found somewhere in the text (SPEC SE1).
 * `phone` is there when the query may be part of a telephone number: its digits, without the zeros that are dialled
 * inside a country only; people match by it as well.
 */
export function searchTerms(q: string): { words: string[]; phone: string | null } {
  const words = [...new Set(folded(q).split(/[\s\p{Cc}]+/u))].filter(Boolean);
  const digits = /^[\d\s+().-]+$/.test(q) ? q.replace(/\D/g, '') : '';
  return { words, phone: digits ? digits.replace(/^0+(?=\d{4})/, '') : null };
}
