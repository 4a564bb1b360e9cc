/** People, as the store keeps them. */
import type {
  Consent,
  Contact,
  ContactNote,
  Identity,
  IdentityName,
  Merge,
  MergeChoices,
} from '../../../protocol/contacts.ts';
import type { CardTree } from './card.ts';

/** Fields a person typed about themselves. Empty strings and missing fields change nothing. */
export type ContactWords = Partial<Pick<Contact, 'name' | 'email' | 'phone' | 'attributes'>>;

/** The same from an agent, who may know that something is wrong: null clears. */
export type ContactCorrection = {
  [K in keyof ContactWords]: K extends 'attributes' ? ContactWords[K] : ContactWords[K] | null;
};

/** What is said of a person: by an agent, by the person's own page or form, or by the site, signed. */
export type ContactSaying = { by: 'agent'; words: ContactCorrection } | { by: 'visitor' | 'site'; words: ContactWords };

/** What an agent, or a door of the desk, writes down of a person besides; null clears. */
export type ContactFacts = {
  [K in 'callMe' | 'birthday' | 'locale' | 'timeZone']?: Contact[K] | null | undefined;
} & {
  addresses?: Contact['addresses'] | undefined;
  tags?: Contact['tags'] | undefined;
  /** Those that are named change; null clears. */
  fields?: Record<string, Contact['fields'][string] | null> | undefined;
};

/** One act on a contact; see `withEdit`. */
export type ContactEdit =
  | {
      kind: 'facts';
      words: ContactCorrection;
      facts: ContactFacts;
      /** As it was when whoever edits it read it; left out: whatever it is. */
      version?: number | undefined;
    }
  /** One more, or proof of one that is there. */
  | { kind: 'identity'; identity: Identity }
  | { kind: 'primary'; name: IdentityName }
  /** Taken from all contacts of the card. */
  | { kind: 'forget'; name: IdentityName }
  | { kind: 'note'; note: ContactNote }
  | { kind: 'dropNote'; noteId: string }
  | { kind: 'consent'; consent: Consent };

/** What a step made of a contact. */
export interface ContactChange {
  before: Contact;
  after: Contact;
}

/** Who belongs to one card: those who were merged into each other. */
export interface ContactTree {
  /** Whose card it is. */
  rootId: string;
  /** The root and all that were merged into it: rows about a person name any of them. */
  ids: string[];
}

/** Whom a door of the desk asks for. */
export interface Sought {
  /** By what they are known, the surest first. */
  identities: readonly Identity[];
  /** Said of whoever is found only where nothing is known; empty: no word. */
  name: string;
  /** Written where nobody is found, with the identities and the name. */
  newContact: Contact;
  /** Throws where a card may not be met by this door, before anything is written on it. @param siteIds that the card's people came to */
  judge?: ((siteIds: readonly string[]) => void) | undefined;
  at: number;
}

export interface ContactStore {
  find(id: string): Promise<Contact | null>;
  /** The card that a contact belongs to, asked by whichever of its ids. Null: no such contact. */
  tree(id: string): Promise<ContactTree | null>;
  /** The same with all that makes the card up. */
  cardTree(id: string): Promise<CardTree | null>;
  /** The same of many in one read, by the ids that were asked by; of whom there is none is left out. */
  cardTrees(ids: readonly string[]): Promise<Map<string, CardTree>>;
  /** Roots of the cards that have an identity, the oldest first, three at most. */
  rootsOf(name: IdentityName): Promise<Contact[]>;
  /**
   * Changes what is said of somebody, as `withSaying` judges it; the conversations' summaries follow in the same step, and so
   * does the recognition by what is new (SPEC CO3). Null: no such contact.
   */
  update(id: string, saying: ContactSaying, at: number): Promise<ContactChange | null>;
  /**
   * One act of an agent or a door. Null: no such contact.
   * @throws AppError CONTACT_CHANGED, IDENTITY_TAKEN, NOT_FOUND, FIELD_INVALID
   */
  edit(id: string, edit: ContactEdit, at: number): Promise<ContactChange | null>;
  /**
   * The root of the card that is known by what is sought, with what it lacked of that; or a new contact. Of several that share
   * it, none is taken but one of whom nothing else is known. Of two at once one makes it, and the other finds it.
   * @returns `before`: as it was; null: it is new
   * @throws what `judge` does
   */
  resolve(sought: Sought): Promise<{ contact: Contact; before: Contact | null }>;
  /**
   * Joins one card to another: the loser's root names the winner's from now on, and nothing is moved (SPEC CO5).
   * @param order.versions of both, as whoever chose had read them
   * @returns null where one of them is not there
   * @throws AppError CONTACT_CHANGED where one is no root any more or has changed, CONTACT_JOINED, CARD_FULL
   */
  merge(order: {
    id: string;
    winnerId: string;
    loserId: string;
    versions: { winner: number; loser: number };
    choices: MergeChoices;
    by: NonNullable<Merge['by']>;
    at: number;
  }): Promise<Merge | null>;
  /**
   * Takes one back, whatever was joined since, and remembers that they are two (SPEC CO6). Null: it does not hold.
   * @returns the merge, with all who hear that their card changed
   */
  unmerge(id: string, by: NonNullable<Merge['by']>, at: number): Promise<{ merge: Merge; contactIds: string[] } | null>;
  /** Two cards are not one person: they are neither joined by themselves nor suggested. Null: one of them is not there. */
  refuse(pair: { one: string; other: string; by: NonNullable<Merge['by']>; at: number }): Promise<true | null>;
  /** Other cards to look at for the same person: with an identity, the end of a number or a name in common, without those refused. */
  alike(id: string): Promise<CardTree[]>;
}
