/** People, as the store keeps them. */
import type { Contact } from '../../../protocol/contacts.ts';

/** Fields a person typed about themselves. Empty strings and missing fields change nothing. */
export type ContactWords = Partial<Pick<Contact, 'name' | 'email' | 'phone' | 'attributes'>>;

/** The same from an agent, who may know that something is wrong: null clears. */
export type ContactCorrection = {
  [K in keyof ContactWords]: K extends 'attributes' ? ContactWords[K] : ContactWords[K] | null;
};

export interface ContactStore {
  find(id: string): Promise<Contact | null>;
  /** An agent's correction or the visitor's own words; the conversations' summaries follow in the same step. */
  update(id: string, words: ContactCorrection, at: number): Promise<Contact | null>;
}
