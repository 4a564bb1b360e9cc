/** What every write of an entry takes and answers, whichever room asks for it. */
import type { Callback } from '../../protocol/callbacks.ts';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Entry } from '../../protocol/entries.ts';

/** What a write did: the entry, and the conversation as it is after it. */
export interface Written {
  entry: Entry;
  conversation: Conversation;
  /** The callback that the entry made or changed. */
  callback?: Callback;
}

/** What an agent's client sent: with it an event happens once, however often it is sent (SPEC ST4). */
export interface Sent {
  clientId: string;
  /** Hash of what was sent. A repeat of `clientId` with another one is refused. */
  fingerprint: string;
}
