/**
 * What a page's listeners are told, as plain types: whoever installs the SDK has no zod, by which the wire's own types are
 * inferred. The compiler holds both together where the widget tells a page what it heard.
 */

/** Whether somebody can answer now. */
export interface Availability {
  /** `here`: an agent is connected and it is opening time; `away`: opening time, nobody connected. */
  state: 'here' | 'away' | 'closed';
  /** Names of connected agents, at most three. */
  agents: string[];
  /** How long a first answer took lately, or null when not known. */
  answersInMs: number | null;
  /** When the current opening time began, or the next begins, in ms since the epoch; null: not within days. */
  opensAt: number | null;
  closesAt: number | null;
  /** When calls end that are made now; null: none are, or for a day yet. */
  callsUntil: number | null;
}

/** Something that was said: a numbered item of the visitor's conversation. */
export interface Entry {
  conversationId: string;
  /** From 1 on, in the order of saying. */
  seq: number;
  /** Made by the page that sent it; null for what the server wrote. */
  clientId: string | null;
  author: { kind: 'visitor' } | { kind: 'agent'; name: string } | { kind: 'system' };
  body: MessageBody | CallbackBody | FormBody | { kind: 'event' | 'note' };
  /** Milliseconds since the epoch, by the server's clock. */
  createdAt: number;
}

export interface MessageBody {
  kind: 'message';
  text: string;
  /** There where the site's script says it, with the words of its buttons. */
  script?: { buttons: string[] } | undefined;
}

export interface CallbackBody {
  kind: 'callback';
  callbackId: string;
  phone: string;
  /** The number as its country writes it. */
  phoneText?: string | undefined;
  name: string;
  topic: string;
  /** As soon as possible; the window is then the one that was promised. */
  isAsap: boolean;
  /** The window to ring in, in ms since the epoch. */
  startAt: number;
  endAt: number;
  /** The visitor's, by its IANA name. */
  timeZone: string;
}

/** The contact form. */
export interface FormBody {
  kind: 'form';
  name: string;
  email: string;
  phone: string;
  subject: string;
  message: string;
}
