/** What search looks through of something: `grams` are its trigrams, which narrow, and `text` is then compared. */
export interface SearchedDocument {
  text: string;
  grams: string[];
}

/** Of an entry, written behind the ack. Same `_id` as the entry. */
export interface TextDocument extends SearchedDocument {
  _id: number;
  /** Texts of 0.1 have none. */
  siteId?: string;
  createdAt: number;
}
