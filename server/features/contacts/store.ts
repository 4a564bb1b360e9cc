/** People, as the store keeps them. */
import type { Contact } from '../../../protocol/contacts.ts';

/** Fields a person typed about themselves. Empty strings and missing fields change nothing. */
export type ContactWords = Partial<Pick<Contact, 'name' | 'email' | 'phone' | 'attributes'>>;

/** The same from an agent, who may know that something is wrong: null clears. */
export type ContactCorrection = {
  [K in keyof ContactWords]: K extends 'attributes' ? ContactWords[K] : ContactWords[K] | null;
};

/** What is said of a person: by an agent, by the person's own page or form, or by the site, signed. */
export type ContactSaying = { by: 'agent'; words: ContactCorrection } | { by: 'visitor' | 'site'; words: ContactWords };

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

export interface ContactStore {
  find(id: string): Promise<Contact | null>;
  /** The card that a contact belongs to, asked by whichever of its ids. Null: no such contact. */
  tree(id: string): Promise<ContactTree | null>;
  /**
   * Changes what is said of somebody, as `withSaying` judges it; the conversations' summaries follow in the same step.
   * Null: no such contact.
   */
  update(id: string, saying: ContactSaying, at: number): Promise<ContactChange | null>;
}
