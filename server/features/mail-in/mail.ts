/** A mail that was taken apart, bounded, and judged by nobody yet. */
export interface ReadMail {
  /** Without its angle brackets; empty: it has none. */
  messageId: string;
  /** Message-IDs of what it answers, oldest first. */
  references: string[];
  /** Whom it says that it is from; null: it does not. */
  from: MailPerson | null;
  /** Whom answers are to go to, where that is somebody else. */
  replyTo: MailPerson | null;
  /** Addresses that it was sent and brought to. */
  to: string[];
  subject: string;
  /** Ms since the epoch, by its sender's clock; null: it does not say. */
  sentAt: number | null;
  /** All of its words. */
  text: string;
  isCut: boolean;
  signs: MailSigns;
  /** Whom a report names that could not be reached, or not yet. */
  returned: ReturnedAddress[];
  /** Message-IDs of mails that it quotes or carries, in its report or in its text. */
  innerIds: string[];
  files: MailFile[];
}

export interface MailPerson {
  name: string;
  address: string;
}

/** What programs write into the mails that they send by themselves. */
export interface MailSigns {
  /** Null: no server said. Empty: it must not be answered, as nothing that a machine sends. */
  returnPath: string | null;
  /** The words of headers, in lower case; empty: they are not there. */
  autoSubmitted: string;
  precedence: string;
  suppresses: string;
  isList: boolean;
  isAutoReply: boolean;
  isFailed: boolean;
  /** Of a `multipart/report`: `delivery-status`, `disposition-notification`; empty: it is none. */
  reportType: string;
}

export interface ReturnedAddress {
  address: string;
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded` (RFC 3464 section 2.3.3). */
  action: string;
  /** Such as `5.1.1`; empty: not said. */
  status: string;
  reason: string;
}

export interface MailFile {
  name: string;
  bytes: Uint8Array;
}
