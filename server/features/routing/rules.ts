/** Who gets a conversation. Pure: the same staff, load and wish give the same answer (SPEC RT1 to RT3, RT11 to RT16). */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Counted, WaitReason } from '../../../protocol/views.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { LOCALES } from '../../../protocol/wire/limits.ts';

export interface Candidate {
  id: string;
  /** Open conversations that the agent takes at most; 0: none from routing. */
  capacity: number;
  /** The same of letters alone, which then do not count for `capacity`; null: they do. */
  letterCapacity: number | null;
  /** Open conversations that the agent has. */
  open: number;
  /** Those of them that are letters; 0 where `letterCapacity` is null and nobody asks. */
  letters: number;
  /** In which the agent answers; empty: in any. */
  languages: readonly Locale[];
  /** When the agent was last given one, in any unit that grows; 0: never. */
  lastGiven: number;
}

/** `chat`: somebody may sit before the page. `letter`: only forms and callbacks came, and nobody does (SPEC RT15). */
export type LoadKind = 'chat' | 'letter';

/** For whom a conversation is meant. */
export interface Wish {
  kind: LoadKind;
  /** Agents who have answered the person, the last one first. */
  known: readonly string[];
  /** Those to whom a rule gives it: the members of a team, or one agent; null: no rule does. */
  team: ReadonlySet<string> | null;
  language: Locale;
  /** It has waited so long for those who are meant that anybody will do. */
  isWide: boolean;
  /** Only one agent could ever answer it, whose capacity then keeps nobody waiting (SPEC RT16). */
  isAlone: boolean;
}

/** As of a conversation that is like any other. */
export const ANY_WISH: Wish = { kind: 'chat', known: [], team: null, language: 'en', isWide: false, isAlone: false };

/**
 * Whom the person knows, if they have room (RT11); else of those for whom it is meant (`circlesOf`) the agent with the
 * fewest open conversations (RT1); of equals, who has waited longest for one (RT2); nobody past their capacity (RT3).
 * @param candidates agents that are here, and may have it
 * @returns null: it waits in Unassigned (RT6)
 */
export function pickAgent<C extends Candidate>(candidates: Iterable<C>, wish: Wish = ANY_WISH): C | null {
  const here = [...candidates];
  const takes = (each: C) => hasRoom(each, wish);
  for (const id of wish.known) {
    const known = here.find(each => each.id === id);
    if (known && takes(known)) return known;
  }
  for (const circle of circlesOf(here, wish)) {
    if (circle.length === 0) continue;
    const chosen = leastLoaded(circle.filter(takes));
    if (chosen || !wish.isWide) return chosen;
  }
  return null;
}

/**
 * Those for whom it is meant, the narrowest circle first: of its team who speak the person's language, all of its team, all
 * who speak it, everybody. The first one in which somebody is, is waited for, until it has waited too long (RT12 to RT14).
 */
function circlesOf<C extends Candidate>(here: readonly C[], { team, language }: Wish): C[][] {
  const speakers = (of: readonly C[]) => of.filter(each => speaks(each, language));
  const ofTeam = team ? here.filter(({ id }) => team.has(id)) : [];
  return [speakers(ofTeam), ofTeam, speakers(here), [...here]];
}

function speaks({ languages }: Pick<Candidate, 'languages'>, language: Locale): boolean {
  return languages.length === 0 || languages.includes(language);
}

function leastLoaded<C extends Candidate>(candidates: readonly C[]): C | null {
  let best: C | null = null;
  for (const each of candidates) if (best === null || isBefore(each, best)) best = each;
  return best;
}

function isBefore(a: Candidate, b: Candidate): boolean {
  if (a.open !== b.open) return a.open < b.open;
  if (a.lastGiven !== b.lastGiven) return a.lastGiven < b.lastGiven;
  return a.id < b.id;
}

type Load = Pick<Candidate, 'capacity' | 'letterCapacity' | 'open' | 'letters'>;

/** Whether an agent takes one more of a kind. */
export function hasRoom(agent: Load, { kind, isAlone }: Pick<Wish, 'kind' | 'isAlone'>): boolean {
  const { capacity, letterCapacity, open, letters } = agent;
  const [most, has] =
    letterCapacity === null
      ? [capacity, open]
      : kind === 'letter'
        ? [letterCapacity, letters]
        : [capacity, open - letters];
  return isAlone ? most > 0 : has < most;
}

/** Whether an agent takes one more of either kind. */
export function hasAnyRoom(agent: Load, isAlone: boolean): boolean {
  return hasRoom(agent, { kind: 'chat', isAlone }) || hasRoom(agent, { kind: 'letter', isAlone });
}

/** What kind of work a conversation is; both stores count by the same. */
export function kindOf({ channels }: Pick<Conversation, 'channels'>): LoadKind {
  return channels.length > 0 && !channels.includes('chat') ? 'letter' : 'chat';
}

/** An agent who may answer, here or not. */
export interface Answerer extends Omit<Candidate, 'lastGiven'> {
  /** And takes what comes. */
  isHere: boolean;
  /** Ids of the sites that the agent sees; null: all. */
  sees: readonly string[] | null;
}

/** Whether only one agent could ever answer what is of a site; null: of one that is named by nobody. */
export function isAloneAt(answerers: readonly Pick<Answerer, 'sees'>[], siteId: string | null): boolean {
  return answerers.filter(each => seesSite(each, siteId)).length === 1;
}

function seesSite({ sees }: Pick<Answerer, 'sees'>, siteId: string | null): boolean {
  return sees === null || (siteId !== null && sees.includes(siteId));
}

/**
 * Why routing gives nothing out, of each site (RT9): of one that is not in `waitReasonOf` it is `waitReason`. Null: somebody
 * has room, so what waits is about to be given, or was put back by hand (RT7).
 * @param teamsOf by a site's id, the members of each team to which its rules give something
 */
export function waitReasonsOf(
  answerers: readonly Answerer[],
  teamsOf: ReadonlyMap<string, readonly ReadonlySet<string>[]> = new Map(),
): Omit<Counted, 'counts' | 'calls'> {
  const reasonAt = (siteId: string | null): WaitReason | null => {
    const takers = answerers.filter(each => each.isHere && seesSite(each, siteId));
    if (takers.length === 0) return 'nobody_here';
    const isAlone = isAloneAt(answerers, siteId);
    const isFull = (circle: readonly Answerer[]) =>
      circle.length > 0 && KINDS.some(kind => !circle.some(each => hasRoom(each, { kind, isAlone })));
    if (isFull(takers)) return 'nobody_has_room';
    const teams = (siteId === null ? undefined : teamsOf.get(siteId)) ?? [];
    return circlesMeant(takers, teams).some(isFull) ? 'meant_are_full' : null;
  };
  const waitReason = reasonAt(null);
  const waitReasonOf: Record<string, WaitReason | null> = {};
  for (const siteId of new Set([...answerers.flatMap(({ sees }) => sees ?? []), ...teamsOf.keys()])) {
    const reason = reasonAt(siteId);
    if (reason !== waitReason) waitReasonOf[siteId] = reason;
  }
  return { waitReason, waitReasonOf };
}

const KINDS = ['chat', 'letter'] as const satisfies LoadKind[];

/** Whoever may be waited for: of everybody and of each team, those who speak a language, or all where nobody does. */
function circlesMeant(takers: readonly Answerer[], teams: readonly ReadonlySet<string>[]): Answerer[][] {
  const groups = [takers, ...teams.map(team => takers.filter(({ id }) => team.has(id)))];
  // Where nobody has said which they speak, each language is everybody's.
  const languages = takers.some(each => each.languages.length > 0) ? LOCALES : LOCALES.slice(0, 1);
  return groups.flatMap(group =>
    languages.map(language => {
      const speakers = group.filter(each => speaks(each, language));
      return speakers.length > 0 ? speakers : [...group];
    }),
  );
}
