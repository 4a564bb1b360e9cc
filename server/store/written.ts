/** What every write of an entry takes and answers, whichever room asks for it. */
import type { Callback } from '../../protocol/callbacks.ts';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Entry } from '../../protocol/entries.ts';

/** What others are told of a write, whichever server wrote it. */
export interface WrittenNews {
  entry: Entry;
  /** As it is after the entry, or later. */
  conversation: Conversation;
  /** The callback that the entry made or changed. */
  callback?: Callback;
  /** Number of the entry before it that its visitor may see; 0: there is none. */
  previousSeq: number;
}

/** What a write did. */
export interface Written extends WrittenNews {
  /** As it was before the entry; with `lastSeq` 0 the entry began it. Of a repeat, as it is now. */
  before: Conversation;
  /** It was written before, under the same client id, and now nothing was. */
  isRepeat: boolean;
  /** Something was handed to the outbox with it, which can be sent now. */
  leaves: boolean;
  /** A note that was written with it, right after it. */
  note?: Written;
  /** What the site's script said to it, in the same step; of a repeat it is left out. */
  answer?: Written;
}

/** What an agent's client sent: with it an event happens once, however often it is sent (SPEC ST4). */
export interface Sent {
  clientId: string;
  /** Hash of what was sent. A repeat of `clientId` with another one is refused. */
  fingerprint: string;
}
