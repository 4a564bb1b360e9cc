import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { QueuePlace } from '../../../protocol/queue.ts';
import type { Core } from '../../core.ts';
import type { Staff } from '../agents/staff.ts';
import type { AvailabilityKeeper } from '../availability/availability.ts';
import { visitorConversationOf } from '../conversations/visibility.ts';
import type { Sites } from '../sites/sites.ts';
import { isLong, PASSED_KEPT, type Passed, paceOf, placeTold, type Seat, seatOf } from './rules.ts';

/** Tells visitors who wait where they stand (SPEC QU1 to QU4); each server those whose pages it has. */
export interface QueueKeeper {
  /** What a page is told with its conversation; undefined: nothing. Whoever waits is looked up by the beat. */
  of(conversation: Conversation): QueuePlace | undefined;
  /** Something happened in a conversation, here or at another server. Called before its pages hear of it. */
  follow(conversation: Conversation, entry?: Entry): void;
  /** Somebody who stood in the queue of a site was answered at another server. */
  passedElsewhere(siteId: string, perPlaceMs: number): void;
  /** Looks where everybody stands, every few seconds, and tells whom it changed for; called by the beat. */
  tick(): Promise<void>;
}

/** How old what pages show may be: places move with answers, which take longer. */
const LOOK_MS = 3_000;
/** Longest queue that is read. Whoever stands behind is told nothing. */
const MAX_WAITING = 500;

/** A conversation that waits, of a site where somebody does whose page is here. */
interface Held extends Seat {
  siteId: string;
  /** What pages are to know. */
  told: QueuePlace | undefined;
  /** They do not know it yet. */
  isNews: boolean;
}

export function createQueue(
  core: Pick<Core, 'store' | 'hub' | 'now' | 'feed' | 'log'>,
  rooms: { sites: Sites; staff: Staff; availability: AvailabilityKeeper },
): QueueKeeper {
  const { store, hub, now, feed, log } = core;
  const { sites, staff, availability } = rooms;
  const held = new Map<string, Held>();
  /** Sites in which somebody may wait whose page is here. */
  const watched = new Set<string>();
  const passed = new Map<string, Passed[]>();
  /** Conversations of which something was told while this looks. */
  const overtaken = new Set<string>();
  let lookedAt = -Infinity;
  let isLooking = false;

  function passedElsewhere(siteId: string, perPlaceMs: number): void {
    passed.set(siteId, [...(passed.get(siteId) ?? []), { perPlaceMs, at: now() }].slice(-PASSED_KEPT));
  }

  /** @returns whether somebody waits whose page is here */
  function watch({ id, siteId, waitingSince }: Conversation): boolean {
    const isWatched = waitingSince !== null && hub.isShown(id);
    if (isWatched) watched.add(siteId);
    return isWatched;
  }

  const queue: QueueKeeper = {
    of: conversation => (watch(conversation) ? held.get(conversation.id)?.told : undefined),
    follow(conversation, entry) {
      const { id, siteId, waitingSince } = conversation;
      watch(conversation);
      if (isLooking) overtaken.add(id);
      const seat = held.get(id);
      if (!seat || waitingSince !== null) return;
      held.delete(id);
      const isAnswer = entry?.author.kind === 'agent' && entry.body.kind === 'message';
      if (!isAnswer || !seat.first) return;
      const perPlaceMs = Math.max(0, now() - seat.first.at) / seat.first.place;
      passedElsewhere(siteId, perPlaceMs);
      feed?.say({ kind: 'queuePassed', siteId, perPlaceMs });
    },
    passedElsewhere,
    async tick() {
      // Clocks may be set back.
      const isEarly = now() >= lookedAt && now() - lookedAt < LOOK_MS;
      if (isLooking || isEarly) return;
      lookedAt = now();
      isLooking = true;
      try {
        for (const siteId of watched) await look(siteId);
      } catch (error) {
        log.warn({ err: error }, 'the queue could not be read; trying again');
      } finally {
        isLooking = false;
        overtaken.clear();
      }
    },
  };

  async function look(siteId: string): Promise<void> {
    const site = await sites.byId(siteId);
    const isBusy = site !== null && availability.of(site).state === 'here';
    const waiting = await store.views.waiting(siteId, MAX_WAITING);
    const at = now();
    const paceMs = paceOf(passed.get(siteId) ?? [], at);
    const isSomebodyShown = waiting.some(({ conversationId }) => hub.isShown(conversationId));
    if (!isSomebodyShown) watched.delete(siteId);
    const seats = new Map<string, Held>();
    for (const [index, each] of isSomebodyShown ? waiting.entries() : []) {
      const { conversationId: id, since } = each;
      const before = held.get(id);
      const isTold = isBusy && isLong(each, at);
      const seat = seatOf(before, { since, place: index + 1, isTold: isTold && hub.isShown(id), now: at });
      const told = isTold ? placeTold(seat, paceMs, at) : undefined;
      const isNews = before?.isNews || JSON.stringify(told) !== JSON.stringify(before?.told);
      seats.set(id, { ...seat, siteId, told, isNews });
    }
    const gone = [...held].filter(([id, seat]) => seat.siteId === siteId && !seats.has(id));
    for (const [id] of gone) held.delete(id);
    for (const [id, seat] of seats) held.set(id, seat);
    for (const [id, { told }] of gone) if (told) await tell(id);
    for (const [id, { isNews }] of seats) if (isNews) await tell(id);
  }

  async function tell(id: string): Promise<void> {
    if (!hub.isShown(id)) return;
    overtaken.delete(id);
    const conversation = await store.conversations.find(id);
    // What was told meanwhile may be newer than what was read here. What is news still is told by the next look.
    if (!conversation || overtaken.has(id)) return;
    const seat = held.get(id);
    if (seat) seat.isNews = false;
    hub.toConversation(id, {
      type: 'conversation.changed',
      conversation: visitorConversationOf(conversation, { staff, queue }),
    });
  }

  return queue;
}
