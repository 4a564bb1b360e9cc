/**
 * Delivers what leaves through the store (SPEC D2, D3): takes what is due, tries it, and says how it went. Any number of
 * servers may do so beside each other, and any of them may die in the middle.
 */
import { setImmediate as turnEnds } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { beginPiece } from '../rest.ts';
import type { Store } from '../store/store.ts';
import type { DeliveryOutcome, DeliveryRecord, Target, TargetKey, TargetKind } from './store.ts';

const HOUR_MS = 3_600_000;
/** First and longest pause after a failure; the pause is a random part of it ("full jitter"). */
const BACKOFF_MS = [5_000, HOUR_MS] as const;
/** A delivery is given up after so many attempts, but not before its time is over: a long weekend's outage heals. */
const MOST_ATTEMPTS = 15;
const GIVE_UP_MS = 48 * HOUR_MS;
/** How long a receiver may ask us to wait. */
const MOST_RETRY_AFTER_MS = 24 * HOUR_MS;
/** Longer than any attempt: when it ends, the server that had it is dead. */
const LEASE_MS = 60_000;
/** Attempts at once for one target, so that a slow one can not take all there is. */
const MOST_AT_ONCE = 4;
/** Taken at once of a target that is quick: on most disks a write costs more than an attempt. */
const MOST_TAKEN = 32;
/** Within which so many as are attempted at once have to be through for more to be taken, ms. */
const QUICK_MS = 500;
/** From taking to the last beginning of an attempt, so that none outlives its lease; what is left then is handed back. */
const START_WITHIN_MS = 5_000;
/** How long it may take until the store is told how an attempt went: what goes well at about the same time is one write. */
const GATHER_MS = 50;
/** How long what was read of a target counts for all that is sent to it: as long as a change may take to be seen (SPEC D1). */
const OPEN_MS = 2_000;
/** How long attempts may go on when the server stops; what is cut off then is delivered again by the next one. */
const GRACE_MS = 3_000;
/** How long somebody looks on who tries whether a way works. */
const TRY_MS = 20_000;

/** Why something was not taken. */
export interface Refusal {
  /** A few words for whoever looks at the dead letters. */
  problem: string;
  /** Whether others for the same target would fail alike: it can not be reached, or says so itself. */
  isTargetDown: boolean;
  retryAfterMs: number | null;
  /** No repetition mends it: it is given up now, for owners to see. */
  isFinal?: true;
}

/** One attempt. @returns null when it was taken */
export type Send = (delivery: DeliveryRecord, signal: AbortSignal) => Promise<Refusal | null>;

/** How things of one kind are sent. */
export interface Sender {
  /** Reads what it takes to send to a target, for all that is sent to it in two seconds. Null: there is no such target any more. */
  open(targetId: string): Promise<Send | null>;
}

/** A target as it was read, and what has been seen of it since. */
interface OpenTarget {
  /** When it was read, by `performance.now`. */
  at: number;
  send: Send;
  /** Null: it took what it was sent last. */
  trouble: Target | null;
}

export interface OutboxWorker {
  /** Something can be sent now: looks for it when this turn of the event loop is over, once for all who say so in it. */
  wake(): void;
  /**
   * The same, by the beat: for what was to be sent later, what failed, and what other servers left. Resolves when
   * everything due is under way, not when it has arrived.
   */
  tick(): Promise<void>;
  /** One attempt now, of something that is kept nowhere; for whoever wants to see whether it works. @returns null when it was taken */
  attempt(delivery: DeliveryRecord): Promise<Refusal | null>;
  /** This server changed a target: from the next attempt on it is sent to as it is now. */
  forget(target: TargetKey): void;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createOutboxWorker(options: {
  store: Pick<Store, 'outbox'>;
  senders: Partial<Record<TargetKind, Sender>>;
  now: () => number;
  log: Pick<FastifyBaseLogger, 'warn'>;
  /** Told of what was given up because its target took nothing for so long; left out: nobody is. */
  onGivenUp?: (given: readonly DeliveryRecord[], target: Target) => Promise<void>;
  /** From 0 to 1; tests pass their own. */
  random?: () => number;
}): OutboxWorker {
  const { store, senders, now, log, onGivenUp, random = Math.random } = options;
  const stopping = new AbortController();
  /** What is being sent to each target, one after another. */
  const running = new Map<string, Promise<void>>();
  /** Targets that something was sent to lately, so that one message after another reads nothing of them anew. */
  const opened = new Map<string, OpenTarget>();
  /** Targets that something more came for meanwhile, perhaps after the last look for more. */
  const more = new Set<string>();
  /** Whether somebody asked since the last look began. */
  let isAsked = false;
  let looking: Promise<void> | null = null;
  let isClosed = false;

  function wake(): void {
    if (isClosed) return;
    isAsked = true;
    looking ??= lookWhileAsked();
  }

  async function lookWhileAsked(): Promise<void> {
    try {
      await turnEnds();
      while (isAsked && !isClosed) {
        isAsked = false;
        await look();
      }
    } catch (error) {
      log.warn({ err: error }, 'what is to be delivered could not be read; the beat tries again');
    } finally {
      looking = null;
    }
  }

  async function look(): Promise<void> {
    for (const target of await store.outbox.dueTargets(now())) {
      const key = keyOf(target);
      if (running.has(key)) more.add(key);
      else if (!isClosed) running.set(key, deliverTo(target, key));
    }
  }

  async function deliverTo(target: TargetKey, key: string): Promise<void> {
    try {
      await drain(target, key);
    } catch (error) {
      log.warn({ err: error, target }, 'deliveries stopped for now; what is due is tried again');
    } finally {
      running.delete(key);
      if (more.delete(key)) wake();
    }
  }

  /** Delivers what is due for one target until there is no more, or the target is in trouble. */
  async function drain(target: TargetKey, key: string): Promise<void> {
    const known = opened.get(key);
    const open = known && isFresh(known) ? known : await openAnew(target, key);
    if (!open) return;
    let limit = MOST_AT_ONCE;
    while (!isClosed) {
      // It was changed, or may have been by another server: whoever looks again opens it anew.
      if (opened.get(key) !== open || !isFresh(open)) return wake();
      const [at, begunAt, rest] = [now(), performance.now(), beginPiece()];
      // Who was in trouble is asked carefully: one knock, not four.
      if (open.trouble) limit = 1;
      const taken = await store.outbox.take({ target, at, leaseUntil: at + LEASE_MS, limit });
      if (taken.length === 0) return;
      if (!(await attemptAll(open, taken))) {
        // Now it is in trouble; how much of it, the store knows.
        opened.delete(key);
        return;
      }
      open.trouble = null;
      const isQuick = performance.now() - begunAt < (QUICK_MS * taken.length) / MOST_AT_ONCE;
      if (taken.length === MOST_TAKEN) await rest();
      limit = isQuick ? Math.min(Math.max(limit, MOST_AT_ONCE) * 2, MOST_TAKEN) : MOST_AT_ONCE;
    }
  }

  /** @returns whether the target can take more; what was not attempted because it can not is due again */
  async function attemptAll(open: OpenTarget, taken: readonly DeliveryRecord[]): Promise<boolean> {
    const [left, kept, startBy] = [[...taken], [] as Promise<DeliveryRecord[]>[], performance.now() + START_WITHIN_MS];
    const settled = gatherSettled(store.outbox);
    let isUp = true;
    async function lane(): Promise<void> {
      for (let next = left.shift(); next; next = left.shift()) {
        const isOver = !isUp || isClosed || performance.now() > startBy;
        const { outcome, isUp: isStillUp } = isOver
          ? { outcome: handedBack(next), isUp: true }
          : await attempt(open, next);
        isUp &&= isStillUp;
        const isKept = settled.add(next, outcome);
        // Whoever waits for all of them hears of it, at the end.
        isKept.catch(() => {});
        kept.push(isKept);
      }
    }
    await Promise.all(Array.from({ length: MOST_AT_ONCE }, lane));
    settled.flush();
    const given = (await Promise.all(kept)).flat();
    if (given.length > 0 && open.trouble) await onGivenUp?.(given, open.trouble);
    return isUp && !isClosed;
  }

  /** Null: there is no such target any more. */
  async function openAnew(target: TargetKey, key: string): Promise<OpenTarget | null> {
    for (const [each, open] of opened) if (!isFresh(open)) opened.delete(each);
    const at = performance.now();
    const failing = await store.outbox.failingTargets();
    const trouble = failing.find(each => keyOf(each) === key) ?? null;
    const send = await senders[target.kind]?.open(target.id);
    if (!send) return null;
    const open = { at, send, trouble };
    opened.set(key, open);
    return open;
  }

  /** How it went, and whether the target can take more. */
  async function attempt(
    { send, trouble }: OpenTarget,
    delivery: DeliveryRecord,
  ): Promise<{ outcome: DeliveryOutcome; isUp: boolean }> {
    const { id, target, event, attempts } = delivery;
    const refusal = await send(delivery, stopping.signal).catch(broken);
    if (!refusal) return { outcome: { isDelivered: true }, isUp: true };
    // Not the target's fault.
    if (stopping.signal.aborted) return { outcome: handedBack(delivery), isUp: false };
    log.warn({ id, target, event, attempts, problem: refusal.problem }, 'a delivery was not taken');
    return { outcome: outcomeOf(delivery, refusal, trouble, now(), random), isUp: !refusal.isTargetDown };
  }

  /** It is due at once, for whichever server comes next. */
  function handedBack({ problem }: DeliveryRecord): DeliveryOutcome {
    const at = now();
    return { isDelivered: false, at, problem, dueAt: at, pausedUntil: null, giveUpBefore: null };
  }

  return {
    wake,
    async tick() {
      wake();
      await looking;
    },
    async attempt(delivery) {
      const send = await senders[delivery.kind]?.open(delivery.target);
      if (!send) return broken(new Error('this way is not set up'));
      return send(delivery, AbortSignal.any([stopping.signal, AbortSignal.timeout(TRY_MS)])).catch(broken);
    },
    forget(target) {
      opened.delete(keyOf(target));
    },
    async settled() {
      while (looking || running.size > 0) {
        await looking;
        await Promise.all(running.values());
      }
    },
    async close() {
      isClosed = true;
      const cut = setTimeout(() => stopping.abort(), GRACE_MS);
      await looking;
      await Promise.all(running.values());
      clearTimeout(cut);
    },
  };
}

/** Tells the store together how those attempts went that end at about the same time. */
function gatherSettled(outbox: Pick<Store['outbox'], 'settle'>) {
  const waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    for (const settle of waiting.splice(0)) settle();
  }

  return {
    flush,
    /** Resolves when the store has it. @returns what was given up with it */
    async add({ id, attempts }: DeliveryRecord, outcome: DeliveryOutcome): Promise<DeliveryRecord[]> {
      timer ??= setTimeout(flush, GATHER_MS);
      await new Promise<void>(resolve => waiting.push(resolve));
      return outbox.settle(id, attempts, outcome);
    },
  };
}

function keyOf({ kind, id }: TargetKey): string {
  return `${kind} ${id}`;
}

/** What a broken attempt tells of its target. */
function broken({ message }: Error): Refusal {
  return { problem: message, isTargetDown: true, retryAfterMs: null };
}

function isFresh({ at }: OpenTarget): boolean {
  return performance.now() - at < OPEN_MS;
}

/** What follows from a refusal (SPEC D3): when to try again, whether the target rests, and what is given up. */
export function outcomeOf(
  { attempts, since }: Pick<DeliveryRecord, 'attempts' | 'since'>,
  { problem, isTargetDown, retryAfterMs, isFinal }: Refusal,
  trouble: Pick<Target, 'failures' | 'failingSince'> | null,
  at: number,
  random: () => number,
): DeliveryOutcome {
  const asked = at + Math.min(retryAfterMs ?? 0, MOST_RETRY_AFTER_MS);
  const failures = (trouble?.failures ?? 0) + 1;
  // A target that never answers is knocked at for a few of those who wait; the others have waited in vain with them.
  const isHopeless = isTargetDown && trouble !== null && isOver(failures, at - trouble.failingSince);
  const isDead = isFinal === true || isOver(attempts, at - since) || (isHopeless && at - since >= GIVE_UP_MS);
  return {
    isDelivered: false,
    at,
    problem,
    dueAt: isDead ? null : Math.max(asked, at + backoff(attempts, random)),
    pausedUntil: isTargetDown ? Math.max(asked, at + backoff(failures, random)) : null,
    giveUpBefore: isHopeless ? at - GIVE_UP_MS : null,
  };
}

/** Whether it was tried often and long enough: a failure more, and it is given up. @param ms since the first try was due */
export function isOver(failures: number, ms: number): boolean {
  return failures >= MOST_ATTEMPTS && ms >= GIVE_UP_MS;
}

/** Milliseconds; `failures` is 1 after the first. */
function backoff(failures: number, random: () => number): number {
  const [first, most] = BACKOFF_MS;
  return Math.round(random() * Math.min(first * 2 ** (failures - 1), most));
}
