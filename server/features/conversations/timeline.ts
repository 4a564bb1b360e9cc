import type { Conversation, TalkItem } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Core } from '../../core.ts';
import { byNewest, newestOf } from '../timeline/rules.ts';
import type { TimelineCursor, TimelineSource } from '../timeline/source.ts';
import { conversationsOf } from '../views/commands.ts';
import { talksOf } from './talks.ts';

/** Entries that are read at once. */
const PAGE = 100;
/** Entries of one conversation that are looked through for one page: of who talks on without a pause, so much is one stretch. */
const MAX_LOOK = 2_000;

/** Talks of all channels and sites, each where it began. */
export function talkTimeline({ store }: Pick<Core, 'store'>): TimelineSource<TalkItem> {
  /** Number from which a conversation is read back for what stands before a cursor; null: from its end. */
  async function beginning({ id, lastSeq }: Conversation, before: TimelineCursor | null): Promise<number | null> {
    if (before === null || lastSeq <= PAGE) return null;
    let [low, high] = [1, lastSeq + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const [entry] = await store.conversations.entriesBefore(id, middle + 1, 1);
      if (entry && entry.createdAt > before.at) high = middle;
      else low = middle + 1;
    }
    // What was said later in the stretch that began before it: who answered, and when.
    return Math.min(low + PAGE, lastSeq + 1);
  }

  async function talks(conversation: Conversation, before: TimelineCursor | null, limit: number): Promise<TalkItem[]> {
    let entries: Entry[] = [];
    let from = await beginning(conversation, before);
    while (true) {
      const earlier = await store.conversations.entriesBefore(conversation.id, from, PAGE);
      entries = [...earlier, ...entries];
      from = earlier[0]?.seq ?? 1;
      const isWhole = from <= 1 || entries.length >= MAX_LOOK;
      const found = talksOf(conversation, entries);
      // The first may have begun earlier still.
      const sure = isWhole ? found : found.slice(1);
      const wanted = newestOf(sure, before, limit);
      if (isWhole || wanted.length === limit) return wanted;
    }
  }

  return {
    kind: 'talk',
    async read(contactIds, before, limit, by) {
      const found: TalkItem[] = [];
      for (const conversation of await conversationsOf(store, contactIds, by)) {
        // They come by their last change: what is older than a full page has nothing for it.
        const least = found[limit - 1];
        if (least && conversation.updatedAt < least.at) break;
        if (before && conversation.createdAt > before.at) continue;
        found.push(...(await talks(conversation, before, limit)));
        found.sort(byNewest);
      }
      return found.slice(0, limit);
    },
  };
}
