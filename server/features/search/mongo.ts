import type { Filter } from 'mongodb';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { ContactDocument } from '../contacts/mongo-document.ts';
import { type ConversationDocument, toEntry } from '../conversations/mongo-document.ts';
import { amongSites } from '../views/mongo-lists.ts';
import type { SearchedDocument, TextDocument } from './mongo-document.ts';
import { fewSeen } from './mongo-few.ts';
import type { SearchIndex } from './mongo-index.ts';
import { searchTerms } from './rules.ts';
import type { SearchStore } from './store.ts';
import { isLongEnough, trigramsOfWord } from './trigrams.ts';

/** People looked at for one query: a bound on what it costs, far above what anybody reads. */
const MAX_PEOPLE = 1000;
/** Texts looked at for one query until a page is full: enough that those in quarantine hide none. */
const MAX_TEXTS = 1000;
/** Texts whose entries are read at once, after those of a page. */
const BATCH = 200;
type SearchedEntry = { conversation: Conversation; entry: Entry };
/** Of the desk or of the quarantine. */
type Where = Filter<ConversationDocument>;
/** More pieces than this narrow nothing more, and each is compared. */
const MAX_TRIGRAMS = 16;

/** Finds people and text: by their indexed pieces first, then by looking whether the words are there. */
export function createSearchStore({ database, ledger }: Engine, index: SearchIndex): SearchStore {
  const { contacts, conversations, entries, texts } = database;

  async function people(
    words: string[],
    phone: string | null,
    where: Where,
    siteIds: readonly string[] | null,
    limit: number,
  ): Promise<Conversation[]> {
    const either = (phone ? [words, [phone]] : [words]).map(each => holding<ContactDocument>(each));
    const ofThem = siteIds ? { siteId: { $in: [...siteIds, null] } } : {};
    const found = await contacts
      .find({ $or: either, ...ofThem }, { projection: { 'card.id': 1 } })
      .sort({ _id: -1 })
      .limit(MAX_PEOPLE)
      .toArray();
    // Whichever contact of a card was found, its newest conversation may be another one's.
    const cardIds = [...new Set(found.flatMap(each => each.card?.id ?? []))];
    const joined =
      cardIds.length > 0
        ? await contacts.find({ 'card.id': { $in: cardIds } }, { projection: { _id: 1 } }).toArray()
        : [];
    const ids = [...found, ...joined].map(each => each._id);
    const theirs = await conversations.find({ 'contact.id': { $in: ids }, ...where }).toArray();
    const newest = new Map<string, Conversation>();
    for (const each of (await ledger.caughtUp(theirs)).sort((a, b) => b.updatedAt - a.updatedAt)) {
      const key = each.contact.card?.id ?? each.contact.id;
      if (!newest.has(key)) newest.set(key, each);
    }
    return [...newest.values()].slice(0, limit);
  }

  /** Whether what a text says stands in a conversation that may be shown. */
  async function shown(ids: number[], where: Where): Promise<SearchedEntry[]> {
    const byId = new Map((await entries.find({ _id: { $in: ids } }).toArray()).map(each => [each._id, each]));
    const conversationIds = [...new Set([...byId.values()].map(each => each.conversationId))];
    const theirs = await ledger.caughtUp(
      await conversations.find({ _id: { $in: conversationIds }, ...where }).toArray(),
    );
    const conversationOf = new Map(theirs.map(each => [each.id, each]));
    return ids.flatMap(id => {
      const entry = byId.get(id);
      const conversation = entry && conversationOf.get(entry.conversationId);
      return entry && conversation ? [{ conversation, entry: toEntry(entry) }] : [];
    });
  }

  async function text(
    words: string[],
    isHeld: boolean,
    where: Where,
    siteIds: readonly string[] | null,
    limit: number,
  ): Promise<SearchedEntry[]> {
    // One or two letters narrow what is found, and find nothing themselves.
    if (!words.some(isLongEnough)) return [];
    const few = isHeld || siteIds ? await fewSeen(database, where) : null;
    // Of a text that 0.1 wrote, only its conversation says the site.
    const ofSites = siteIds ? { $or: [{ siteId: { $in: [...siteIds] } }, { siteId: { $exists: false } }] } : {};
    const theirs: Filter<TextDocument> = few
      ? { _id: { $in: few }, $and: compared(words, true) }
      : { ...holding<TextDocument>(words, { isText: true }), ...ofSites };
    const newest = (count: number, but: number[]) =>
      texts
        .find({ $and: [theirs, { _id: { $nin: but } }] }, { projection: { _id: 1 } })
        .sort({ createdAt: -1, _id: -1 })
        .limit(count);
    const first = (await newest(limit, []).toArray()).map(each => each._id);
    const kept = await shown(first, where);
    // Nearly always nothing hides any.
    if (first.length < limit || kept.length === limit) return kept;
    let more: number[] = [];
    // Not by how many there were: a text that came meanwhile would bring the last of them again.
    for await (const { _id } of newest(MAX_TEXTS, first).batchSize(BATCH)) {
      if (more.push(_id) < BATCH) continue;
      kept.push(...(await shown(more, where)));
      more = [];
      if (kept.length >= limit) break;
    }
    if (kept.length < limit) kept.push(...(await shown(more, where)));
    return kept.slice(0, limit);
  }

  return {
    async find({ q, in: place, siteIds = null, limit }) {
      const { words, phone } = searchTerms(q);
      if (words.length === 0) return { people: [], entries: [] };
      const isHeld = place === 'quarantine';
      const where: Where = { status: isHeld ? 'held' : { $ne: 'held' }, ...amongSites(siteIds) };
      const [found, said] = await Promise.all([
        people(words, phone, where, siteIds, limit),
        text(words, isHeld, where, siteIds, limit),
      ]);
      return { people: found, entries: said };
    },

    settled: () => index.settled(),
  };
}

/** All words are there; in people's names a short one at the beginning of a word, since only so it is indexed. */
export function holding<D extends SearchedDocument>(words: string[], { isText = false } = {}): Filter<D> {
  const indexed = isText ? words.filter(isLongEnough) : words;
  const trigrams = [...new Set(indexed.flatMap(trigramsOfWord))].slice(0, MAX_TRIGRAMS);
  const filter: Filter<SearchedDocument> = { grams: { $all: trigrams }, $and: compared(words, isText) };
  return filter as Filter<D>;
}

function compared(words: string[], isText: boolean): { text: { $regex: string } }[] {
  return words.map(word => {
    const anywhere = word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    return { text: { $regex: isText || isLongEnough(word) ? anywhere : `(^|\\s)${anywhere}` } };
  });
}
