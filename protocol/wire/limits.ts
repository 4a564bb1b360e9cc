/**
 * Numbers that both ends of the wire obey. Imports nothing, so that the widget can use it for a few bytes.
 * Units stand in the names; each value carries its reason.
 */

/** The version of the visitors' wire, spoken in its first frame (SPEC W1). Raised only when an old page would misread a frame. */
export const VISITOR_VERSION = 1;
/** The same of the agents' wire. 2: a conversation's name, e-mail and phone stand in its `contact`. */
export const AGENT_VERSION = 2;

/** The languages every visible word exists in. The first is the fallback. */
export const LOCALES = ['en', 'ru', 'mn', 'ar', 'am', 'hi'] as const;

/** Minutes from one callback time to the next: each goes into a day without rest, so that they are the same every day. */
export const SLOT_LENGTHS = [10, 15, 20, 30, 60, 120] as const;

export const LIMITS = {
  /** UTF-16 units of one message or note: a long letter, and 16 KB of UTF-8 at most, well inside a frame. */
  messageChars: 4000,
  /**
   * UTF-16 units of a form's message and of a callback's topic: a long letter. In the scripts that take the most, three
   * bytes for each, it is 60,000 bytes, and a frame holds it with all the other fields full.
   */
  letterChars: 20_000,
  /** UTF-16 units of a one-line field (name, subject). */
  lineChars: 200,
  /** UTF-16 units of a URL we keep (page, referrer): browsers and proxies agree on about 2,000. */
  urlChars: 2000,
  /** Longest address that SMTP can carry (RFC 5321 section 4.5.3.1.3). */
  emailChars: 254,
  /** UTF-16 units of a phone number as typed: two of them, with spaces, words such as "ext", and marks of copying. */
  phoneChars: 100,
  /** Bytes of one WebSocket frame and of one JSON body: the longest letter in any script plus its wrapping. */
  frameBytes: 64 * 1024,
  /** Entries in one page of history. */
  pageEntries: 50,
  /** Conversations in one page of a list. */
  pageConversations: 50,
  /** Entries that resume sends at once; a longer gap is read anew (SPEC W8). */
  resumeEntries: 200,
  /** Length of a client-made id: fits a UUID with a prefix. */
  clientIdChars: 64,
  /** Keys, and UTF-16 units of each value, in a contact's attributes. */
  attributes: 32,
  attributeChars: 500,
  /** Numbers, addresses, accounts and ids of one contact. */
  identities: 50,
  /** Notes of agents on one contact, and UTF-16 units of each: all of them are read with it. */
  contactNotes: 100,
  contactNoteChars: 2000,
  /** Consents given and taken back of one contact, and UTF-16 units of the words that were agreed to. */
  consents: 200,
  consentChars: 2000,
  /** Contacts that make one card together: more than anybody has browsers. */
  cardContacts: 200,
  /** Pages and tracked events remembered for each visitor, newest first. */
  trailItems: 20,

  /** Both ends send something at least this often; half of the 60 s in which a dead link must be noticed, less slack. */
  heartbeatMs: 25_000,
  /** A command without an answer for this long is sent again, under the same id. */
  ackTimeoutMs: 10_000,
  /** First and longest pause between connection attempts; the pause is a random part of it ("full jitter"). */
  backoffMinMs: 500,
  backoffMaxMs: 30_000,
  /** The back-off counter resets only after so much authenticated quiet, so a flapping server is not hammered. */
  backoffResetMs: 5_000,
  /** A typing mark lives so long unless renewed; senders renew at half of it. */
  typingMs: 6_000,
  /** A dropped agent still counts as here for so long, so that a reload does not flap availability. */
  presenceGraceMs: 5_000,
  /** A conversation whose agent stays away for so long is offered again (SPEC RT4). */
  offerAfterMs: 120_000,

  /**
   * No time is later, ms since the epoch: 31 December 9999, the last day that every calendar, database and program can
   * write with four digits for the year. Written out, so that bundlers put single limits where they are used. Whatever has it for its time had one that could not be read.
   */
  latestAt: 253_402_214_400_000,
  /** How far ahead an agent moves a callback: beyond a year nobody promises a call. */
  moveDays: 366,

  /** A call is promised within a quarter of an hour, or within its slot where slots are shorter. */
  windowMinutes: 15,

  /** Scripted answers of a site: more than anybody keeps in order, and they are read with the site. */
  scriptNodes: 200,
  /** Buttons under one answer: a phone shows them without scrolling. */
  scriptButtons: 8,
  /** UTF-16 units of a button's words, and of an answer. */
  buttonChars: 60,
  answerChars: 1000,
  /** Bytes of a whole script as JSON: two hundred answers of some length in two languages. */
  scriptBytes: 512 * 1024,

  /** Dates of a site that differ from its week: years of holidays, and few enough to be read with it. */
  oneOffDays: 200,
  /** UTF-16 units of such a day's name: it stands in one line of a phone. */
  dayNameChars: 60,
} as const;
