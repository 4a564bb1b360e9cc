import type { Conversation } from '../../../protocol/conversations.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Core } from '../../core.ts';
import { maySee } from '../../sight.ts';
import type { Written, WrittenNews } from '../../store/written.ts';
import type { Staff } from '../agents/staff.ts';
import { publishEntry } from '../conversations/news.ts';
import type { QueueKeeper } from '../queue/keeper.ts';
import { isLeftToScript } from '../scripts/rules.ts';
import type { Sites } from '../sites/sites.ts';
import type { Counts } from '../views/counts.ts';
import { answerersOf } from './commands.ts';
import { type Answerer, type Candidate, hasAnyRoom, isAloneAt, pickAgent } from './rules.ts';
import { type Meant, readMeant } from './wishes.ts';

/** Gives waiting conversations to agents: the part of routing that reads, writes and remembers. */
export interface Routing {
  /** A visitor wrote: somebody is looked for when nobody has the conversation, or who has it is away for too long. */
  offer(conversation: Conversation): void;
  /** An agent came, or has room again: whoever waits is given out. */
  wake(): void;
  /** An agent's rights changed: what waits for them and is out of their sight by now is given to others. */
  look(agentId: string): void;
  /** An agent moved a conversation by hand, and routing respects it (SPEC RT7). */
  movedByHand(conversationId: string, from: string | null, to: string | null): void;
  /** Another server wrote this: what it means for routing here. */
  follow(news: WrittenNews): void;
  /** This server is the one that routes from now on. */
  lead(): void;
  /** Looks for agents who stay away, and tries again what failed; called by the beat. */
  tick(): void;
  /** Resolves when everything asked for so far is done. */
  settled(): Promise<void>;
}

/** Waiting conversations read and given at once. */
const BATCH = 50;
/** Open conversations of one absent agent that are looked through. */
const MAX_OPEN = 500;
/** Moves by hand to remember; older ones are forgotten first. */
const MAX_MOVES = 1_000;

interface Move {
  from: string | null;
  to: string | null;
  at: number;
  /** It was looked at again after its time. */
  isChecked: boolean;
}

/** Who is here, and what each has: as it was read, and then with what was given. */
interface Round {
  candidates: (Candidate & Answerer)[];
  /** Ids of the sites that one agent alone could answer for. */
  alone: ReadonlySet<string>;
}

export function createRouting(
  core: Core,
  rooms: { sites: Sites; staff: Staff; counts: Counts; queue: QueueKeeper },
): Routing {
  const { store, now, log, feed } = core;
  const { sites, staff } = rooms;
  /** One server at a time gives conversations out; it hears of everybody's, and the others leave it to that one. */
  const leads = () => feed?.isLeader ?? true;
  /** What is asked for and not done yet: give out whoever waits, these ones, those of these agents, look at these again. */
  let isAwake = false;
  const offered = new Map<string, Conversation>();
  const absent = new Set<string>();
  const doubtful = new Set<string>();

  let isRunning = false;
  let running: Promise<void> = Promise.resolve();
  /** Grows with each conversation given, so that ties go to who was given one longest ago (SPEC RT2). */
  let turn = 0;
  const lastGiven = new Map<string, number>();
  const moves = new Map<string, Move>();
  /** When the next one has waited long enough for those it is meant for; null: none waits for somebody (SPEC RT14). */
  let widensAt: number | null = null;
  /** The absences, by their start, whose conversations were offered again. */
  const handled = new Map<string, number>();

  function hasWork(): boolean {
    return isAwake || offered.size > 0 || absent.size > 0 || doubtful.size > 0;
  }

  /** One run at a time: two at once would both count an agent's conversations before either gave one. */
  function run(): void {
    if (isRunning || !hasWork() || !leads()) return;
    isRunning = true;
    running = work();
  }

  async function work(): Promise<void> {
    try {
      while (hasWork() && leads()) {
        await collect();
        await giveOut();
      }
    } catch (error) {
      // Nobody is lost by forgetting: the next beat finds all of them again, and till then they show in Unassigned.
      offered.clear();
      handled.clear();
      isAwake = true;
      log.warn({ err: error }, 'conversations could not be given out; trying again');
    } finally {
      isRunning = false;
    }
  }

  /** Adds to `offered` what absent agents left waiting. */
  async function collect(): Promise<void> {
    for (const id of absent) {
      for (const conversation of await store.views.openOf(id, MAX_OPEN)) {
        if (isLeft(conversation)) offered.set(conversation.id, conversation);
      }
      absent.delete(id);
    }
    for (const id of doubtful) {
      const conversation = await store.conversations.find(id);
      if (conversation && isLeft(conversation)) offered.set(id, conversation);
      doubtful.delete(id);
    }
  }

  async function giveOut(): Promise<void> {
    isAwake = false;
    // What nobody has is found among all that wait, by whose turn it is; what is left to somebody is found only here.
    const left = [...offered.values()].filter(each => each.assigneeId !== null);
    offered.clear();
    widensAt = null;
    const answerers = await answerersOf(core, staff);
    const all = (await sites.all()).map(({ id }) => id);
    const round: Round = {
      candidates: answerers
        .filter(({ isHere }) => isHere)
        .map(each => ({ ...each, lastGiven: lastGiven.get(each.id) ?? 0 })),
      alone: new Set(all.filter(id => isAloneAt(answerers, id))),
    };
    await giveEach(left, round);
    let cursor: string | undefined;
    do {
      // Only of sites that somebody with room sees: else those of other sites, if they wait longer, would fill each page (SPEC RT10).
      const withRoom = all.filter(id => hasRoomAt(id, round));
      if (withRoom.length === 0) return;
      const siteIds = withRoom.length === all.length ? null : withRoom;
      const page = await store.views.page({ view: 'unassigned', agentId: '', siteIds, cursor, limit: BATCH });
      await giveEach(page.items, round);
      cursor = page.cursor ?? undefined;
    } while (cursor);
  }

  function hasRoomAt(siteId: string, { candidates, alone }: Round): boolean {
    return candidates.some(each => (each.sees?.includes(siteId) ?? true) && hasAnyRoom(each, alone.has(siteId)));
  }

  async function giveEach(conversations: Conversation[], round: Round): Promise<void> {
    if (conversations.length === 0) return;
    const meant = await readMeant(core, rooms, conversations);
    await Promise.all(conversations.map(each => give(each, meant.get(each.id)!, round)));
  }

  async function give(conversation: Conversation, meant: Meant, { candidates, alone }: Round): Promise<void> {
    const { id, siteId, assigneeId } = conversation;
    // It has asked back, and whoever says more is answered or gets a person (SPEC SA2).
    if (isLeftToScript(conversation)) return;
    const move = moves.get(id);
    const chosen = pickAgent(
      candidates.filter(
        each => each.id !== assigneeId && seesSite(each.id, siteId) && !(move?.to === null && move.from === each.id),
      ),
      { ...meant, isAlone: alone.has(siteId) },
    );
    if (!chosen && !meant.isWide) widensAt = Math.min(widensAt ?? Infinity, meant.widensAt);
    if (!chosen && assigneeId === null) return;
    if (chosen) {
      chosen.open += 1;
      if (meant.kind === 'letter') chosen.letters += 1;
      chosen.lastGiven = ++turn;
      lastGiven.set(chosen.id, turn);
    }
    const agent = chosen && staff.find(chosen.id);
    const written = await reassign(id, assigneeId, agent ? { id: agent.id, name: agent.name } : null);
    if (!written) return;
    moves.delete(id);
    publishEntry({ ...core, ...rooms }, written);
  }

  /** Null: an agent was faster, and that is as good. */
  async function reassign(
    conversationId: string,
    from: string | null,
    to: { id: string; name: string } | null,
  ): Promise<Written | null> {
    try {
      return await store.conversations.assign({ conversationId, from, to, author: { kind: 'system' }, at: now() });
    } catch (error) {
      if (error instanceof AppError && error.code === 'ALREADY_CLAIMED') return null;
      throw error;
    }
  }

  function isAbsent(agentId: string): boolean {
    const since = staff.awaySince(agentId);
    return since !== null && now() - since >= LIMITS.offerAfterMs;
  }

  function seesSite(agentId: string, siteId: string): boolean {
    const agent = staff.find(agentId);
    return agent !== undefined && maySee(agent, siteId);
  }

  /** The visitor waits, and who should answer is away for too long (SPEC RT4), or may not see it any more (RI4). Answered ones stay with their agent. */
  function isLeft({ id, siteId, assigneeId, waitingSince, status }: Conversation): boolean {
    if (status === 'closed' || assigneeId === null || waitingSince === null) return false;
    if (!seesSite(assigneeId, siteId)) return true;
    if (!isAbsent(assigneeId)) return false;
    const move = moves.get(id);
    return move?.to !== assigneeId || now() - move.at >= LIMITS.offerAfterMs;
  }

  function movedByHand(conversationId: string, from: string | null, to: string | null): void {
    moves.delete(conversationId);
    if (moves.size >= MAX_MOVES) moves.delete(moves.keys().next().value!);
    moves.set(conversationId, { from, to, at: now(), isChecked: false });
  }

  return {
    offer(conversation) {
      if (!leads() || isLeftToScript(conversation)) return;
      const { assigneeId } = conversation;
      // Whoever comes later finds it by `wake`.
      if (assigneeId === null ? !staff.isAnybodyHere() : !isLeft(conversation)) return;
      offered.set(conversation.id, conversation);
      run();
    },
    wake() {
      isAwake = leads();
      run();
    },
    look(agentId) {
      if (!leads()) return;
      absent.add(agentId);
      run();
    },
    movedByHand,
    follow({ entry: { author, body }, conversation }) {
      if (conversation.status === 'held') return;
      if (author.kind === 'visitor') return this.offer(conversation);
      if (body.kind !== 'event') return;
      if (author.kind === 'system') {
        if (body.event === 'assigned') lastGiven.set(body.agentId!, ++turn);
        if (body.event === 'bot_passed_on' || body.event === 'woken') return this.offer(conversation);
        // The ladder took it from who let somebody wait, and offers it to others (SPEC LA3).
        if (body.event !== 'wait_late' || body.fromId === null) return;
        movedByHand(conversation.id, body.fromId, null);
        return this.wake();
      }
      if (body.event === 'assigned') movedByHand(conversation.id, null, body.agentId!);
      if (body.event === 'unassigned') movedByHand(conversation.id, body.agentId!, null);
      this.wake();
    },
    lead() {
      // What the one before had looked at is not known here.
      handled.clear();
      this.tick();
      this.wake();
    },
    tick() {
      if (!leads()) return;
      for (const { id } of staff.all()) {
        const since = staff.awaySince(id);
        if (since === null || !isAbsent(id) || handled.get(id) === since) continue;
        handled.set(id, since);
        absent.add(id);
      }
      for (const [id, move] of moves) {
        if (move.isChecked || now() - move.at < LIMITS.offerAfterMs) continue;
        move.isChecked = true;
        if (move.to !== null) doubtful.add(id);
      }
      if (widensAt !== null && now() >= widensAt) isAwake = true;
      run();
    },
    async settled() {
      while (isRunning) await running;
    },
  };
}
