/** What agents ask of a card and do to it. All throw ApiError. */
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type {
  Card,
  Consent,
  Contact,
  ContactUpdate,
  IdentityName,
  Merge,
  MergeChoices,
  SuggestionsAnswer,
} from '../../../../protocol/contacts.ts';
import { asQuery, type Http } from '../../../shell/http.ts';

const of = (contactId: string, below = '') => `contacts/${encodeURIComponent(contactId)}${below}`;

export const change = (http: Http, card: Card, update: ContactUpdate) => http.patch<Contact>(of(card.id), update);

export const addIdentity = (http: Http, card: Card, name: IdentityName) => http.post(of(card.id, '/identities'), name);

export const makePrimary = (http: Http, card: Card, { kind, scope, value }: IdentityName) =>
  http.post(of(card.id, '/identities/primary'), { kind, scope, value });

export const dropIdentity = (http: Http, card: Card, { kind, scope, value }: IdentityName) =>
  http.post(of(card.id, '/identities/removal'), { kind, scope, value });

export const addNote = (http: Http, card: Card, text: string) => http.post(of(card.id, '/notes'), { text });

export const dropNote = (http: Http, card: Card, noteId: string) =>
  http.delete(of(card.id, `/notes/${encodeURIComponent(noteId)}`));

export const addConsent = (http: Http, card: Card, consent: Pick<Consent, 'channel' | 'isGiven' | 'text'>) =>
  http.post(of(card.id, '/consents'), { purpose: 'news', ...consent });

/** What owners defined besides; nobody defined anything: none. */
export const readFields = (http: Http) => http.get<ContactField[]>('contact-fields');

/** Whether two were put together by themselves, by what is only typed. */
export const isUnsure = ({ isVerified, by }: Merge): boolean => !isVerified && by === null;

/** Takes back a merge, whatever was joined since. */
export const takeApart = (http: Http, cardId: string, mergeId: string) =>
  http.delete(of(cardId, `/merges/${encodeURIComponent(mergeId)}`));

/** Joins one card to another. Refused where either was changed since it was read. @returns the merge */
export async function join(http: Http, winner: Card, loser: Card, choices: MergeChoices): Promise<Merge | undefined> {
  const versions = { winner: winner.version, loser: loser.version };
  const { merges } = await http.post<Card>(of(winner.id, '/merges'), { with: loser.id, versions, choices });
  return merges.at(-1);
}

/** They are two: they are not offered again. */
export const refusePair = (http: Http, oneId: string, otherId: string) =>
  http.post(of(oneId, '/refusals'), { with: otherId });

export const readSuggestions = async (http: Http, contactId: string) =>
  (await http.get<SuggestionsAnswer>(of(contactId, '/suggestions'))).suggestions;

/** Somebody whom a search found. */
export type Found = Pick<Card, 'id' | 'name' | 'email' | 'phone' | 'timeZone'>;

export const findPeople = async (http: Http, q: string) =>
  (await http.get<{ people: Found[] }>(`people${asQuery({ q, limit: 20 })}`)).people;
